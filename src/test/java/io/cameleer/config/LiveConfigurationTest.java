package io.cameleer.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.cameleer.catalog.Model;
import io.cameleer.catalog.Provider;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;

/** What an edit of one of the two files brings into force, and what it leaves as it was. */
class LiveConfigurationTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final URI SANDBOX = URI.create("http://127.0.0.1:1");
  private static final String MODELS =
      """
      owners: [{dialect: openai, match: '^gpt-'}]
      models: [{id: gpt-5, dialect: openai, price: {input: %s, output: 2}}]
      """;

  @TempDir private Path folder;
  private Path file;
  private Path models;
  private Configured configured;
  private LiveConfiguration live;

  @BeforeEach
  void writeModels() throws IOException {
    models = Files.writeString(folder.resolve("models.yaml"), MODELS.formatted("1"));
  }

  private void startWith(String yaml) throws IOException {
    configured = Configured.below(folder, yaml);
    file = folder.resolve("cameleer.yaml");
    InstallationLayout layout =
        new InstallationLayout(
            null, null, new FileSystemResource(file), new FileSystemResource(models));
    live =
        new LiveConfiguration(
            new ConfigurationReader(configured.environment(), layout),
            wanted -> wanted ? SANDBOX : null,
            Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private void write(String yaml) throws IOException {
    Files.writeString(file, "cameleer:\n" + yaml.indent(2));
    lookTwice();
  }

  private void writeModels(String text) throws IOException {
    Files.writeString(models, text);
    lookTwice();
  }

  /** A file counts as whole when it looks the same twice. */
  private void lookTwice() {
    live.look();
    live.look();
  }

  private List<String> providers() {
    return live.current().catalog().providers().stream().map(Provider::name).toList();
  }

  @Test
  void providersCanBeAddedChangedAndRemoved() throws IOException {
    startWith("providers: {a: {base-url: 'http://a/v1'}}");
    assertThat(providers()).containsExactly("a");

    write("providers: {a: {base-url: 'http://a/v2'}, b: {base-url: 'http://b/v1'}}");
    assertThat(providers()).containsExactly("a", "b");
    assertThat(live.current().catalog().provider("a").orElseThrow().baseUrl())
        .hasToString("http://a/v2");

    write("providers: {b: {base-url: 'http://b/v1'}}");
    assertThat(providers()).containsExactly("b");
    assertThat(live.problems()).isEmpty();
  }

  @Test
  void nothingIsReplacedWhereNothingHasChanged() throws IOException {
    startWith("log-content: true");
    Snapshot first = live.current();

    lookTwice();

    assertThat(live.current()).isSameAs(first);
  }

  @Test
  void aSnapshotIsOfOnePieceAndStaysAsItIs() throws IOException {
    startWith("aliases: [{name: x, candidates: [a/m]}]\nproviders: {a: {base-url: 'http://a'}}");
    Snapshot before = live.current();

    write("log-content: true\nretired-models: reject");

    assertThat(before.catalog().provider("a")).isPresent();
    assertThat(before.settings().logContent()).isFalse();
    assertThat(live.current().catalog().provider("a")).isEmpty();
    assertThat(live.current().settings().logContent()).isTrue();
    assertThat(live.current().settings().routing().refuseRetiredModels()).isTrue();
  }

  @Test
  void aFaultyEditChangesNothingAndIsReportedWithItsLineUntilItIsMended() throws IOException {
    startWith("providers: {a: {base-url: 'http://a/v1'}}");

    write(
        "log-content: true\nproviders:\n  a: {base-url: 'http://a/v1'}\n  b: {base-url: nowhere}");

    assertThat(providers()).containsExactly("a");
    assertThat(live.current().settings().logContent()).isFalse();
    assertThat(live.problems())
        .containsExactly(
            new ReloadProblem(
                file.toString(),
                5,
                "cameleer.providers.b.base-url: it is no http or https URL. Write it like"
                    + " https://host/v1, without user name, query or fragment.",
                NOW));

    write("log-content: true\nproviders: {b: {base-url: 'http://b'}}");

    assertThat(live.problems()).isEmpty();
    assertThat(live.current().settings().logContent()).isTrue();
    assertThat(providers()).containsExactly("b");
  }

  @Test
  void everyFaultIsReported() throws IOException {
    startWith("");

    write("log-content: perhaps\ncall-timeout: 0");

    assertThat(live.problems()).extracting(ReloadProblem::line).containsExactlyInAnyOrder(2, 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"providers: [", "a: b: c", "\"unfinished"})
  void aFileThatIsNoYamlChangesNothing(String yaml) throws IOException {
    startWith("log-content: true");

    write("log-content: false\n" + yaml);

    assertThat(live.current().settings().logContent()).isTrue();
    assertThat(live.problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.file()).isEqualTo(file.toString());
          assertThat(problem.line()).isBetween(3, 4);
        });
  }

  @Test
  void aFileThatIsGoneChangesNothing() throws IOException {
    startWith("log-content: true");

    Files.delete(file);
    lookTwice();

    assertThat(live.current().settings().logContent()).isTrue();
    assertThat(live.problems())
        .extracting(ReloadProblem::reason)
        .containsExactly(
            "(whole file): it is not there, or can't be read. Check that it is there and that"
                + " Cameleer's user may read it.");
  }

  @Test
  void aFaultThatComesFromAVariableHasNoLine() throws IOException {
    startWith("");
    configured.with("CAMELEER_RETRIES_COUNT", "99");

    write("log-content: true");

    assertThat(live.problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.reason()).startsWith("cameleer.retries.count: 99");
          assertThat(problem.line()).isNull();
        });
  }

  @Test
  void pricesFollowTheModelCatalogue() throws IOException {
    startWith("providers: {openai: {api-key: k}}");

    writeModels(MODELS.formatted("7"));

    assertThat(price()).isEqualTo("7");
    assertThat(live.current().models()).isSameAs(live.current().catalog().models());
  }

  @Test
  void aFaultInOneFileDoesNotKeepTheOtherFromBeingChanged() throws IOException {
    startWith("providers: {openai: {api-key: k}}");

    write("providers: {openai: {api-key: k, dialect: none}}");
    writeModels(MODELS.formatted("7"));

    assertThat(price()).isEqualTo("7");
    assertThat(live.problems()).extracting(ReloadProblem::file).containsExactly(file.toString());

    writeModels("models: [{id: gpt-5}]");

    assertThat(price()).isEqualTo("7");
    assertThat(live.problems())
        .extracting(ReloadProblem::file)
        .containsExactly(file.toString(), models.toString());
    assertThat(live.problems().getLast().line()).isEqualTo(1);
  }

  private String price() {
    Model model = live.current().models().model("openai", "gpt-5");
    return Objects.requireNonNull(model.price()).toString().replaceAll("\\D*(\\d+).*", "$1");
  }

  @Test
  void whatIsLookedAtOnlyAtStartUpNeedsARestartAndTheRestOfTheEditIsInForce() throws IOException {
    startWith("server: {port: 8080}");

    Files.writeString(
        file, "cameleer: {server: {port: 8081}, log-content: true}\nlogging.level.root: debug");
    lookTwice();

    assertThat(live.restartNeeded()).containsExactly("cameleer.server", "logging.level.root");
    assertThat(live.current().settings().logContent()).isTrue();
    assertThat(live.first().server().port()).isEqualTo(8080);
    assertThat(live.problems()).isEmpty();

    write("server: {port: 8080}");

    assertThat(live.restartNeeded()).isEmpty();
  }

  @Test
  void keysCanBeExchanged() throws IOException {
    startWith("api-keys: [old]");

    write("callers: [{name: team, api-key: new}]");

    assertThat(live.current().settings().gatewayKeys())
        .extracting(key -> key.secret().reveal())
        .containsExactly("new");
  }

  @Test
  void theLastKeyOfAServerThatOthersReachCantBeTakenAway() throws IOException {
    startWith("api-keys: [old]");

    write("log-content: true");

    assertThat(live.current().settings().gatewayKeys()).hasSize(1);
    assertThat(live.problems())
        .extracting(ReloadProblem::reason)
        .containsExactly(
            "cameleer.api-keys: without keys everyone who reaches 0.0.0.0 could spend your money."
                + " Keep a key, or restart Cameleer: without keys it serves this machine only.");
  }

  @Test
  void theSandboxRunsWhileNoProviderDoes() throws IOException {
    startWith("");
    assertThat(providers()).containsExactly("sandbox");

    write("providers: {a: {base-url: 'http://a'}}");
    assertThat(providers()).containsExactly("a");

    write("");
    assertThat(providers()).containsExactly("sandbox");
  }

  @Test
  void listenersAreReadyBeforeASnapshotIsInForce() throws IOException {
    startWith("");
    List<String> told = new ArrayList<>();
    live.tell(
        new SnapshotListener() {
          @Override
          public void prepare(Snapshot next) {
            told.add("prepare " + next.settings().logContent() + inForce());
          }

          @Override
          public void replaced(Snapshot old, Snapshot current) {
            told.add("replaced " + old.settings().logContent() + inForce());
          }

          private String inForce() {
            return ", in force " + live.current().settings().logContent();
          }
        });

    write("log-content: true");

    assertThat(told)
        .containsExactly("prepare true, in force false", "replaced false, in force true");
  }

  @Test
  void aSnapshotThatNobodyCanPrepareForChangesNothing() throws IOException {
    startWith("");
    live.tell(
        new SnapshotListener() {
          @Override
          public void prepare(Snapshot next) {
            throw new IllegalStateException("No route can be made");
          }

          @Override
          public void replaced(Snapshot old, Snapshot current) {
            throw new AssertionError("nothing was replaced");
          }
        });

    write("log-content: true");

    assertThat(live.current().settings().logContent()).isFalse();
    assertThat(live.problems())
        .extracting(ReloadProblem::reason)
        .containsExactly("(whole file): No route can be made. Undo the change.");
  }

  @Test
  void filesInsideTheJarStayAsTheyAre() throws IOException {
    Configured inJar = Configured.by(folder, "");
    InstallationLayout layout =
        new InstallationLayout(
            null,
            null,
            new ClassPathResource("io/cameleer/config/inside.yaml"),
            new FileSystemResource(models));

    live =
        new LiveConfiguration(
            new ConfigurationReader(inJar.environment(), layout),
            wanted -> SANDBOX,
            Clock.systemUTC());
    lookTwice();

    assertThat(live.current().settings().logContent()).isTrue();
    assertThat(live.problems()).isEmpty();
  }
}
