package io.cameleer.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An edit of {@code cameleer.yaml} or {@code models.yaml} takes effect while the gateway serves,
 * and calls in flight don't notice.
 */
class LiveConfigurationTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MODELS =
      """
      owners: [{dialect: openai, match: '^m$'}]
      models: [{id: m, dialect: openai, price: {input: %s, output: 1}}]
      """;

  @TempDir private Path folder;
  private final NamedUpstream one = new NamedUpstream("one");
  private final NamedUpstream two = new NamedUpstream("two");
  private Path file;
  private Path models;
  private Gateway gateway;

  @BeforeEach
  void start() throws Exception {
    file = folder.resolve("cameleer.yaml");
    models = Files.writeString(folder.resolve("models.yaml"), MODELS.formatted(1));
    write("providers: {a: {base-url: %s}}\ncall-timeout: 1s".formatted(one.url()));
    gateway =
        Gateway.start(
            Map.of("cameleer.config", file.toString(), "logging.level.org.apache.camel", "warn"));
  }

  @AfterEach
  void stop() {
    gateway.close();
    one.close();
    two.close();
  }

  private void write(String yaml) throws Exception {
    Files.writeString(file, "cameleer:\n" + yaml.indent(2));
  }

  private static String body(String model) {
    return "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"
        .formatted(model);
  }

  private HttpResponse<byte[]> call(String model, String... headers) throws Exception {
    return gateway.post("/v1/chat/completions", body(model), headers);
  }

  private String answer(String model) throws Exception {
    return JSON.readTree(call(model).body()).at("/choices/0/message/content").asText("none");
  }

  private RawCall stream(String model) throws Exception {
    return RawCall.chat(gateway.url(), body(model).replaceFirst("\\{", "{\"stream\":true,"));
  }

  private JsonNode ready() throws Exception {
    HttpResponse<byte[]> ready = gateway.get("/health/ready");
    assertThat(ready.statusCode()).isEqualTo(200);
    return JSON.readTree(ready.body());
  }

  /** What an edit has to meet. */
  private static ConditionFactory soon() {
    return await().pollInterval(Duration.ofMillis(50)).atMost(Duration.ofSeconds(10));
  }

  @Test
  void anEditIsInForceWithinTwoSeconds() throws Exception {
    assertThat(answer("a/m")).isEqualTo("one");

    write("providers: {a: {base-url: %s}}".formatted(two.url()));

    await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofSeconds(2))
        .until(() -> answer("a/m").equals("two"));
  }

  @Test
  void aProviderAndAnAliasCanBeAdded() throws Exception {
    assertThat(call("b/m").statusCode()).isEqualTo(404);

    write(
        "providers: {a: {base-url: %s}, b: {base-url: %s}}\naliases: [{name: best, candidates: [b/m]}]"
            .formatted(one.url(), two.url()));

    soon().until(() -> answer("best").equals("two"));
    assertThat(answer("b/m")).isEqualTo("two");
    assertThat(new String(gateway.get("/v1/models").body(), StandardCharsets.UTF_8))
        .contains("\"best\"");
    assertThat(ready().path("status").asText()).isEqualTo("ready");
  }

  @Test
  void aStreamInFlightEndsWhereItBeganWhenItsProviderMoves() throws Exception {
    try (RawCall stream = stream("a/m")) {
      assertThat(stream.nextLine()).contains("one");

      write("providers: {a: {base-url: %s}}\ncall-timeout: 1s".formatted(two.url()));
      soon().until(() -> answer("a/m").equals("two"));

      one.endStreams();
      assertThat(stream.remainingLines()).last().isEqualTo("data: [DONE]");
    }
    soon().until(() -> providerRoutes().equals(List.of("provider-a.2")));
    assertThat(answer("a/m")).isEqualTo("two");
  }

  @Test
  void aStreamInFlightEndsWhenItsProviderIsRemoved() throws Exception {
    try (RawCall stream = stream("a/m")) {
      assertThat(stream.nextLine()).contains("one");

      write("providers: {b: {base-url: %s}}\ncall-timeout: 1s".formatted(two.url()));
      soon().until(() -> call("a/m").statusCode() == 404);

      assertThat(answer("b/m")).isEqualTo("two");
      assertThat(providerRoutes()).contains("provider-a", "provider-b");
      one.endStreams();
      assertThat(stream.remainingLines()).last().isEqualTo("data: [DONE]");
    }
    soon().until(() -> providerRoutes().equals(List.of("provider-b")));
  }

  @Test
  void aCallThatBeganBeforeAnEditStillFallsBackToAProviderThatIsGone() throws Exception {
    write(
        """
        providers: {a: {base-url: %s}, b: {base-url: %s}}
        aliases: [{name: best, candidates: [a/m, b/m]}]
        """
            .formatted(one.url(), two.url()));
    soon().until(() -> answer("best").equals("one"));
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch removed = new CountDownLatch(1);
    one.scripted()
        .script((request, connection) -> {
          asked.countDown();
          removed.await();
          connection.reply(500, Map.of(), new byte[0]);
        });
    CompletableFuture<String> call =
        CompletableFuture.supplyAsync(() -> {
          try {
            return answer("best");
          } catch (Exception failed) {
            throw new AssertionError(failed);
          }
        });
    asked.await();

    write("providers: {a: {base-url: %s}}".formatted(one.url()));
    soon().until(() -> call("b/m").statusCode() == 404);
    removed.countDown();

    assertThat(call.get()).isEqualTo("two");
  }

  @Test
  void aProviderThatOnlyGetsAnotherKeyKeepsItsRouteAndItsBreaker() throws Exception {
    write("providers: {a: {base-url: %s, api-key: other}}".formatted(one.url()));

    soon()
        .until(() -> {
          answer("a/m");
          return "Bearer other"
              .equals(one.scripted().requests().getLast().headers().get("authorization"));
        });
    assertThat(providerRoutes()).containsExactly("provider-a");
  }

  @Test
  void aBrokenEditChangesNothingAndIsReportedUntilItIsMended() throws Exception {
    write(
        "log-content: true\nproviders:\n  a: {base-url: %s}\n  b: {base-url: 'no url'}"
            .formatted(two.url()));

    soon().until(() -> ready().path("status").asText().equals("degraded"));

    JsonNode problem = ready().at("/problems/0");
    assertThat(problem.path("file").asText()).isEqualTo(file.toString());
    assertThat(problem.path("line").asInt()).isEqualTo(5);
    assertThat(problem.path("reason").asText()).contains("cameleer.providers.b.base-url");
    assertThat(problem.path("since").asText()).isNotEmpty();
    assertThat(answer("a/m")).isEqualTo("one");

    write("providers: {a: {base-url: %s}}".formatted(two.url()));

    soon().until(() -> ready().path("status").asText().equals("ready"));
    assertThat(ready().has("problems")).isFalse();
    assertThat(answer("a/m")).isEqualTo("two");
  }

  @Test
  void aPriceCanChange() throws Exception {
    assertThat(call("a/m").headers().firstValue("x-cameleer-cost-usd")).hasValue("1");

    Files.writeString(models, MODELS.formatted(3));

    soon()
        .until(
            () -> call("a/m").headers().firstValue("x-cameleer-cost-usd").orElse("").equals("3"));
  }

  @Test
  void keysAreAskedForAsSoonAsThereAreSome() throws Exception {
    write(
        "providers: {a: {base-url: %s}}\ncallers: [{name: team, api-key: secret}]"
            .formatted(one.url()));

    soon().until(() -> call("a/m").statusCode() == 401);
    assertThat(call("a/m", "authorization", "Bearer secret").statusCode()).isEqualTo(200);
    assertThat(ready().path("restart_needed").toString()).isEqualTo("[\"cameleer.server\"]");
  }

  @Test
  void whatNeedsARestartIsSaidAndTheRestIsInForce() throws Exception {
    write("server: {body-limit: 1MB}\nproviders: {a: {base-url: %s}}".formatted(two.url()));

    soon().until(() -> answer("a/m").equals("two"));
    assertThat(ready().path("status").asText()).isEqualTo("ready");
    assertThat(ready().path("restart_needed").toString()).isEqualTo("[\"cameleer.server\"]");
  }

  @Test
  void theSandboxStepsInForTheLastProvider() throws Exception {
    write("aliases: [{name: best, candidates: [openai/gpt-5]}]");

    soon()
        .until(() ->
            call("best").headers().firstValue("x-cameleer-provider").orElse("").equals("sandbox"));
  }

  private List<String> providerRoutes() {
    return gateway.context().getBean(CamelContext.class).getRoutes().stream()
        .map(Route::getRouteId)
        .filter(id -> id.startsWith("provider-"))
        .sorted()
        .toList();
  }
}
