package io.cameleer.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
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
  static final ArchRule routing_is_pure =
      classes()
          .that()
          .resideInAPackage("io.cameleer.routing")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.cameleer.routing",
              "io.cameleer.catalog",
              "io.cameleer.chat",
              "java.lang..",
              "java.math..",
              "java.time..",
              "java.util..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule the_public_format_knows_the_canonical_model_only =
      noClasses()
          .that()
          .resideInAPackage("io.cameleer.api")
          .and()
          .doNotHaveSimpleName("PlanWriter")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.cameleer.attempt..",
              "io.cameleer.camel..",
              "io.cameleer.catalog..",
              "io.cameleer.config..",
              "io.cameleer.provider..",
              "io.cameleer.routing..",
              "io.cameleer.sandbox..");

  @ArchTest
  static final ArchRule of_the_public_format_plans_alone_know_routing_and_the_catalogue =
      noClasses()
          .that()
          .haveFullyQualifiedName("io.cameleer.api.PlanWriter")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.cameleer.attempt..",
              "io.cameleer.camel..",
              "io.cameleer.config..",
              "io.cameleer.provider..",
              "io.cameleer.sandbox..");

  @ArchTest
  static final ArchRule the_broker_knows_kafka_alone =
      noClasses()
          .that()
          .resideInAPackage("io.cameleer.broker")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.cameleer..").and(resideOutsideOfPackage("io.cameleer.broker")));

  @ArchTest
  static final ArchRule only_the_broker_and_camel_know_kafka =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.cameleer.broker", "io.cameleer.camel..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "kafka..", "scala..");

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
  static final ArchRule jobs_know_failures_and_nothing_else =
      classes()
          .that()
          .resideInAPackage("io.cameleer.job")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("io.cameleer.job", "io.cameleer.chat", "java..", "org.jspecify..");

  @ArchTest
  static final ArchRule the_job_stores_know_jobs_and_the_database =
      classes()
          .that()
          .resideInAPackage("io.cameleer.job.store")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.cameleer.job",
              "io.cameleer.job.store",
              "io.cameleer.chat",
              "com.zaxxer.hikari..",
              "org.flywaydb..",
              "org.jdbi..",
              "org.postgresql..",
              "org.sqlite..",
              "java..",
              "javax.sql..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule contents_know_files_and_where_they_are_kept =
      classes()
          .that()
          .resideInAPackage("io.cameleer.job.content")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.cameleer.job",
              "io.cameleer.job.content",
              "software.amazon.awssdk..",
              "java..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule the_format_of_webhooks_is_java_alone =
      classes()
          .that()
          .resideInAPackage("io.cameleer.job.webhook")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.cameleer.job.webhook", "java..", "javax.crypto..", "org.jspecify..");

  @ArchTest
  static final ArchRule the_rules_of_batches_know_jobs_and_json =
      classes()
          .that()
          .resideInAPackage("io.cameleer.job.batch")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.cameleer.job",
              "io.cameleer.job.batch",
              "io.cameleer.job.topic",
              "io.cameleer.json",
              "com.fasterxml.jackson..",
              "java..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule only_the_job_stores_know_the_database =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.cameleer.job.store")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.sql..",
              "javax.sql..",
              "com.zaxxer.hikari..",
              "org.flywaydb..",
              "org.jdbi..",
              "org.postgresql..",
              "org.sqlite..");

  @ArchTest
  static final ArchRule only_observation_knows_opentelemetry =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.cameleer.camel.observation")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.opentelemetry..");

  @ArchTest
  static final ArchRule observation_looks_on_from_below_the_routes =
      noClasses()
          .that()
          .resideInAPackage("io.cameleer.camel.observation")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.cameleer.api..",
              "io.cameleer.camel",
              "io.cameleer.camel.jobs..",
              "org.apache.camel..");

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
