package io.cameleer.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom. The reasons are in docs/architecture.md. */
@AnalyzeClasses(packages = "io.cameleer", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule only_camel_knows_apache_camel =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.cameleer.camel..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.camel..", "io.vertx..", "io.github.resilience4j..");

  @ArchTest
  static final ArchRule only_config_camel_and_the_application_know_spring =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.cameleer", "io.cameleer.camel..", "io.cameleer.config..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.springframework..");

  @ArchTest
  static final ArchRule the_canonical_model_is_java_alone =
      classes()
          .that()
          .resideInAPackage("io.cameleer.chat")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("io.cameleer.chat", "java..", "org.jspecify..");

  @ArchTest
  static final ArchRule server_sent_events_know_nothing_of_chats =
      classes()
          .that()
          .resideInAPackage("io.cameleer.sse")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("io.cameleer.sse", "java..", "org.jspecify..");

  @ArchTest
  static final ArchRule the_catalogue_knows_the_canonical_model_only =
      classes()
          .that()
          .resideInAPackage("io.cameleer.catalog")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.cameleer.catalog", "io.cameleer.chat", "java..", "org.jspecify..");

  @ArchTest
  static final ArchRule providers_know_nothing_of_routes_configuration_or_the_public_format =
      noClasses()
          .that()
          .resideInAPackage("io.cameleer.provider..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.cameleer.api..",
              "io.cameleer.attempt..",
              "io.cameleer.camel..",
              "io.cameleer.config..",
              "io.cameleer.sandbox..");

  @ArchTest
  static final ArchRule dialects_never_import_each_other =
      slices()
          .matching("io.cameleer.provider.(openai|anthropic|gemini|deepseek|mistral|qwen)..")
          .should()
          .notDependOnEachOther();

  @ArchTest
  static final ArchRule the_public_format_knows_the_canonical_model_only =
      noClasses()
          .that()
          .resideInAPackage("io.cameleer.api")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.cameleer.attempt..",
              "io.cameleer.camel..",
              "io.cameleer.catalog..",
              "io.cameleer.config..",
              "io.cameleer.provider..",
              "io.cameleer.sandbox..");

  @ArchTest
  static final ArchRule attempts_do_no_transport =
      noClasses()
          .that()
          .resideInAPackage("io.cameleer.attempt")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.cameleer.api..",
              "io.cameleer.camel..",
              "io.cameleer.config..",
              "java.net..",
              "java.io..");

  @ArchTest
  static final ArchRule no_package_cycles =
      slices().matching("io.cameleer.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule every_package_is_null_marked =
      classes()
          .that()
          .haveSimpleName("package-info")
          .should()
          .beAnnotatedWith(org.jspecify.annotations.NullMarked.class);
}
