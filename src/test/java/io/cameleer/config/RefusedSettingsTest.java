package io.cameleer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gateway refuses to start with, and in which words. */
class RefusedSettingsTest {

  private static final String SECRET = "sk-tell-nobody";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvFileSource(
      resources = "refused-settings.csv",
      delimiter = '|',
      quoteCharacter = '~',
      maxCharsPerColumn = 1_000)
  void saysWhatIsWrongAndWhatToDo(String yaml, String key, String text) throws IOException {
    InvalidConfigurationException refusal = refusal(Configured.below(folder, yaml));

    ConfigurationProblem problem = refusal.problems().getFirst();
    assertThat(problem.key()).isEqualTo(key);
    assertThat(problem.fault() + " " + problem.remedy()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api-keys: {first: %s}",
        "api-key: %s",
        "api-keys: [[%s]]",
        "callers: [%s]",
        "callers: [{name: a, api-kee: %s}]",
        "callers: [{name: a, api-key: [%s]}]",
        "callers: [{name: a, api-key: %s}, {name: b, api-key: %s}]",
        "providers: {a: {base-url: 'http://a', api-key: {value: %s}}}",
        "providers: {a: {base-url: 'http://a', api-kee: %s}}",
        "providers: {a: {base-url: 'http://%s@a'}}",
        "providers: {a: {base-url: '%s'}}",
        "providers: {a: {base-url: 'http://a', response-timeout: %s}}",
        "providers: {a: {base-url: 'http://a', headers: %s}}",
        "providers: {a: %s}",
        "providers: %s",
        "server: %s",
        "log-content: %s",
        "database: {url: 'postgresql://me:%s@'}",
        "database: {url: 'jdbc:postgresql://a:b:c/jobs?password=%s'}",
        "database: {password: {value: %s}}",
        "jobs: {webhooks: {secret: whsec_%s}}",
        "jobs: {webhooks: %s}",
        "jobs: {files: {s3: {bucket: my-files, secret-access-key: %s}}}",
        "api-keys: ['%s\\n%s"
      })
  void aSecretInTheWrongPlaceIsRefusedAndNeverRepeated(String yaml) throws IOException {
    InvalidConfigurationException refusal =
        refusal(Configured.below(folder, yaml.replace("%s", SECRET)));

    assertThat(refusal).hasMessageNotContaining(SECRET).hasNoCause().hasNoSuppressedExceptions();
    assertThat(new InvalidConfigurationFailureAnalyzer().analyze(refusal))
        .hasNoNullFieldsOrProperties()
        .satisfies(analysis ->
            assertThat(analysis.getDescription() + analysis.getAction()).doesNotContain(SECRET));
  }

  @Test
  void theContentOfASecretsFileIsNeverRepeated() throws IOException {
    Path file = Files.writeString(folder.resolve("key"), SECRET + "\n" + SECRET);

    InvalidConfigurationException refusal =
        refusal(Configured.below(folder, "api-keys: ['file:" + file + "']"));

    assertThat(refusal).hasMessageContaining("line break").hasMessageNotContaining(SECRET);
  }

  @Test
  void anEmptySecretsFileIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("key"), "\n");

    assertThat(refusal(Configured.below(folder, "api-keys: ['file:" + file + "']")))
        .hasMessageContaining("cameleer.api-keys[0]: the file " + file + " is empty.");
  }

  @Test
  void aFaultyWellKnownVariableIsCalledByItsName() throws IOException {
    Configured configured =
        Configured.by(folder, "")
            .with("OPENAI_API_KEY", "file:/not/there")
            .with("OPENAI_BASE_URL", "nonsense");

    assertThat(refusal(configured).problems())
        .extracting(ConfigurationProblem::key)
        .containsExactlyInAnyOrder("OPENAI_API_KEY", "OPENAI_BASE_URL");
  }

  @Test
  void certificateAndKeyMustBeReadable() throws IOException {
    Path certificate = Files.writeString(folder.resolve("a.pem"), "x");

    InvalidConfigurationException refusal =
        refusal(
            Configured.below(
                folder, "server: {tls: {certificate: '" + certificate + "', private-key: nope}}"));

    assertThat(refusal.problems())
        .extracting(ConfigurationProblem::key)
        .containsExactly("cameleer.server.tls.private-key");
  }

  @Test
  void anotherAddressIsFineOnceThereAreKeysAndLoopbackAlwaysIs() throws IOException {
    assertThat(
            Configured.below(folder, "server: {address: 192.0.2.1}\napi-keys: [a]")
                .settings()
                .server()
                .address())
        .isEqualTo("192.0.2.1");
    assertThat(Configured.below(folder, "server: {address: '::1'}").settings().server().address())
        .isEqualTo("::1");
  }

  @Test
  void theStartUpErrorNamesKeyFileAndLineAndRemedy() throws IOException {
    InvalidConfigurationException refusal =
        refusal(Configured.below(folder, "log-content: true\nserver:\n  port: 99999"));

    var analysis = new InvalidConfigurationFailureAnalyzer().analyze(refusal);

    assertThat(analysis.getDescription())
        .isEqualTo(
            """
            The configuration can't be used.

              cameleer.server.port  (%s, line 4)
                99999 is no port.
                -> Write 1 to 65535.\
            """
                .formatted(folder.resolve("cameleer.yaml")));
    assertThat(analysis.getAction()).isEqualTo("Write 1 to 65535.");
  }

  @Test
  void whatIsMissingIsPlacedWhereItsSectionBegins() throws IOException {
    InvalidConfigurationException refusal =
        refusal(
            Configured.below(
                folder,
                """
                aliases:
                  - {name: fine, candidates: [openai/a]}
                  - name: split
                    candidates: [openai/a, qwen/b]
                    strategy: weighted
                """));

    assertThat(refusal.problems().getFirst().key()).isEqualTo("cameleer.aliases[1].weights");
    assertThat(refusal.problems().getFirst().place())
        .isEqualTo(folder.resolve("cameleer.yaml") + ", line 4");
  }

  @Test
  void severalProblemsAreListed() throws IOException {
    InvalidConfigurationException refusal =
        refusal(Configured.below(folder, "server: {port: -1, body-limit: 0}"));

    var analysis = new InvalidConfigurationFailureAnalyzer().analyze(refusal);

    assertThat(analysis.getDescription())
        .contains("cameleer.server.port", "cameleer.server.body-limit");
    assertThat(analysis.getAction()).contains("each arrow");
  }

  private static InvalidConfigurationException refusal(Configured configured) {
    InvalidConfigurationException refusal =
        catchThrowableOfType(InvalidConfigurationException.class, configured::settings);
    assertThat(refusal).as("the configuration is refused").isNotNull();
    return refusal;
  }
}
