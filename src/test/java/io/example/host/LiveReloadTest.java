package io.example.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cameleer.gateway.Answers;
import io.cameleer.gateway.ScriptedUpstream;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Exchange;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * A host may have its file of Cameleer's configuration and its folder of routes watched: an edit is
 * in force soon, a faulty one changes nothing and is noticed.
 */
@ExtendWith(OutputCaptureExtension.class)
class LiveReloadTest {

  @TempDir private Path folder;
  private final ScriptedUpstream one = answering("one");
  private final ScriptedUpstream two = answering("two");
  private Path file;
  private RoutesFolder routes;
  private Host host;

  private static ScriptedUpstream answering(String text) {
    return new ScriptedUpstream((request, connection) -> Answers.answer(request, connection, text));
  }

  @BeforeEach
  void start() throws IOException {
    file = folder.resolve("llm.yaml");
    configure("providers: {a: {base-url: %s}, b: {base-url: %s}}", one.url(), two.url());
    routes = RoutesFolder.copyTo(folder.resolve("llm"));
    routes.answerAllTasksBy("a/m");
    host =
        Host.start(
            PlainHost.class,
            Map.of(
                "cameleer.config",
                file.toString(),
                "cameleer.routes",
                routes.toString(),
                "cameleer.retries.count",
                "0",
                "cameleer.live-reload.enabled",
                "true",
                "logging.level.io.micrometer.core.instrument.MeterRegistry",
                "debug"));
  }

  @AfterEach
  void stop() {
    host.close();
    one.close();
    two.close();
  }

  private void configure(String yaml, Object... values) throws IOException {
    Files.writeString(file, "cameleer:\n" + yaml.formatted(values).indent(2));
  }

  /** What is answered by a model or alias; nothing where it fails. */
  private String answer(String model) {
    Exchange answer =
        host.send(
            "direct:chat",
            exchange -> {
              exchange.getIn().setBody("Who are you?");
              exchange.getIn().setHeader("CameleerModel", model);
            });
    return answer.getException() == null ? answer.getMessage().getBody(String.class) : "";
  }

  /** How many faulty edits the host's own metrics show. */
  private double problems() {
    return host.context()
        .getBean(MeterRegistry.class)
        .get("cameleer.configuration.problems")
        .gauge()
        .value();
  }

  /** What an edit has to meet. */
  private static ConditionFactory withinTwoSeconds() {
    return await().pollInterval(Duration.ofMillis(20)).atMost(Duration.ofSeconds(2));
  }

  private static ConditionFactory soon() {
    return await().pollInterval(Duration.ofMillis(50)).atMost(Duration.ofSeconds(10));
  }

  @Test
  void anEditOfTheConfigurationIsInForceWithinTwoSeconds() throws Exception {
    assertThat(answer("a/m")).isEqualTo("one");

    configure("providers: {a: {base-url: %s}}", two.url());

    withinTwoSeconds().until(() -> answer("a/m").equals("two"));
  }

  @Test
  void aListInTheFileStandsForTheOneThatCameleerComesWithAsLongAsItIsThere() throws Exception {
    assertThat(answer("auto")).as("an alias that Cameleer comes with").isEqualTo("one");
    assertThat(answer("best")).isEmpty();

    configure(
        "providers: {a: {base-url: %s}}\naliases: [{name: best, candidates: [a/m]}]", two.url());

    soon().until(() -> answer("best").equals("two"));

    configure("providers: {a: {base-url: %s}}", one.url());

    soon().until(() -> answer("auto").equals("one"));
    assertThat(answer("best")).isEmpty();
  }

  @Test
  void aBrokenEditOfTheConfigurationChangesNothingAndIsSeenUntilItIsMended(CapturedOutput log)
      throws Exception {
    configure("log-content: true\nproviders: {a: {base-url: %s}, b: {base-url: none}}", two.url());

    soon().until(() -> problems() == 1);

    assertThat(log)
        .contains("The change of " + file + " is not in force, what was in force stays so")
        .contains("cameleer.providers.b.base-url");
    assertThat(answer("a/m")).isEqualTo("one");

    configure("providers: {a: {base-url: %s}}", two.url());

    soon().until(() -> problems() == 0);
    assertThat(answer("a/m")).isEqualTo("two");
    assertThat(log)
        .as("the provider is among the metrics already")
        .doesNotContain("already registered");
  }

  @Test
  void anEditOfARouteIsInForceWithinTwoSeconds() throws Exception {
    assertThat(answer("auto")).isEqualTo("one");

    routes.answerAllTasksBy("b/m");

    withinTwoSeconds().until(() -> answer("auto").equals("two"));
  }

  @Test
  void aBrokenEditOfARouteChangesNothingAndIsSeenUntilItIsMended(CapturedOutput log)
      throws Exception {
    routes.breakTaskRouting();

    soon().until(() -> problems() == 1);

    assertThat(log)
        .contains("A change of routes is not in force, all stay as they were")
        .contains(routes.taskRouting().toString())
        .contains("setVariabel");
    assertThat(answer("auto")).isEqualTo("one");

    routes.answerAllTasksBy("b/m");

    soon().until(() -> problems() == 0);
    assertThat(answer("auto")).isEqualTo("two");
  }
}
