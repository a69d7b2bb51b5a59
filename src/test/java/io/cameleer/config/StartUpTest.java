package io.cameleer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** A Spring application finds its configuration file, and says plainly what is wrong with it. */
@ExtendWith(OutputCaptureExtension.class)
class StartUpTest {

  private static final String SECRET = "sk-tell-nobody";

  @TempDir private Path folder;

  @Installation
  @Configuration(proxyBeanMethods = false)
  static class OnlySettings {
    @Bean
    Settings settings(Environment environment) {
      return new SettingsReader(environment).read();
    }
  }

  @Test
  void theFileRanksBelowCommandLineAndEnvironmentAndAboveTheDefaults() throws IOException {
    Path file =
        file(
            """
            cameleer:
              server: {port: 1001, body-limit: 1MB}
              api-keys: [from-file]
            camel.main.shutdown-timeout: 77
            """);

    try (ConfigurableApplicationContext context =
        start(
            Map.of("CAMELEER_CONFIG", file.toString(), "CAMELEER_API_KEYS", "a,b"),
            "--cameleer.server.port=1003")) {
      Settings settings = context.getBean(Settings.class);

      assertThat(settings.server().port()).isEqualTo(1003);
      assertThat(settings.server().bodyLimit()).isEqualTo(1024 * 1024);
      assertThat(settings.gatewayKeys()).hasSize(2);
      Environment environment = context.getEnvironment();
      assertThat(environment.getProperty("camel.main.shutdown-timeout")).isEqualTo("77");
      assertThat(environment.getProperty("spring.application.name")).isEqualTo("cameleer");
      assertThat(environment.getProperty("camel.main.routes-include-pattern"))
          .isEqualTo("file:routes/**/*.camel.yaml");
    }
  }

  @Test
  void routePlacesCanBeOverridden() throws IOException {
    Path file = file("camel.main.routes-include-pattern: 'file:mine/*.camel.yaml'");

    try (ConfigurableApplicationContext context =
        start(Map.of("CAMELEER_CONFIG", file.toString()))) {
      assertThat(context.getEnvironment().getProperty("camel.main.routes-include-pattern"))
          .isEqualTo("file:mine/*.camel.yaml");
    }
  }

  @Test
  void theFileCanBeNamedOnTheCommandLine() throws IOException {
    Path file = file("cameleer: {log-content: true}");

    try (ConfigurableApplicationContext context = start(Map.of(), "--cameleer.config=" + file)) {
      assertThat(context.getBean(Settings.class).logContent()).isTrue();
    }
  }

  @Test
  void aFaultySettingStopsTheStartWithKeyPlaceAndRemedy(CapturedOutput output) throws IOException {
    Path file =
        file(
            """
            cameleer:
              providers:
                openai:
                  api-key: {wrong: %1$s}
                other: {api-key: %1$s}
            """
                .formatted(SECRET));

    assertThatThrownBy(() -> start(Map.of("CAMELEER_CONFIG", file.toString())))
        .rootCause()
        .isInstanceOf(InvalidConfigurationException.class);

    assertThat(output)
        .contains("APPLICATION FAILED TO START")
        .contains("cameleer.providers.openai.api-key.wrong  (" + file + ", line 4)")
        .contains("cameleer.providers.other.base-url")
        .contains("-> Write where the provider is, like https://host/v1.")
        .doesNotContain(SECRET);
  }

  @Test
  void aFileThatIsNoYamlStopsTheStartAndIsNotRepeated(CapturedOutput output) throws IOException {
    Path file = file("cameleer:\n  api-keys: [" + SECRET + "\n  log-content: true\n");

    assertThatThrownBy(() -> start(Map.of("CAMELEER_CONFIG", file.toString())))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasNoCause();

    assertThat(output)
        .contains("APPLICATION FAILED TO START")
        .contains(file + ", line ")
        .doesNotContain(SECRET);
  }

  @Test
  void aKeyThatIsThereTwiceStopsTheStart(CapturedOutput output) throws IOException {
    Path file = file("cameleer:\n  log-content: true\n  log-content: false\n");

    assertThatThrownBy(() -> start(Map.of("CAMELEER_CONFIG", file.toString())))
        .isInstanceOf(InvalidConfigurationException.class);

    assertThat(output).contains(file + ", line 3").contains("it is no valid YAML");
  }

  @Test
  void aNamedFileThatIsMissingStopsTheStart(CapturedOutput output) {
    assertThatThrownBy(
            () -> start(Map.of("CAMELEER_CONFIG", folder.resolve("gone.yaml").toString())))
        .isInstanceOf(InvalidConfigurationException.class);

    assertThat(output).contains("gone.yaml, which is not there.");
  }

  @Test
  void sectionsOutsideCameleerAreNotIgnored() throws IOException {
    Path file = file("providers: {openai: {api-key: x}}");

    assertThatThrownBy(() -> start(Map.of("CAMELEER_CONFIG", file.toString())))
        .hasMessageContaining("`providers` stands at the top of the file.")
        .hasMessageContaining("Write it below `cameleer:`, indented.");
  }

  @Test
  void severalDocumentsAreRefused() throws IOException {
    Path file = file("cameleer: {log-content: true}\n---\ncameleer: {log-content: false}\n");

    assertThatThrownBy(() -> start(Map.of("CAMELEER_CONFIG", file.toString())))
        .hasMessageContaining("several YAML documents");
  }

  private Path file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("my.yaml"), yaml);
  }

  private static ConfigurableApplicationContext start(
      Map<String, Object> variables, String... arguments) {
    return new SpringApplicationBuilder(OnlySettings.class)
        .web(WebApplicationType.NONE)
        .environment(new VariablesOnly(variables))
        .run(arguments);
  }

  /** Spring's environment with given variables instead of those of this machine. */
  private static final class VariablesOnly extends StandardEnvironment {
    VariablesOnly(Map<String, Object> variables) {
      getPropertySources()
          .replace(
              SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
              new SystemEnvironmentPropertySource(
                  SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
    }
  }
}
