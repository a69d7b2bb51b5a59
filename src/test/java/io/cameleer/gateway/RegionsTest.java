package io.cameleer.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A call that has to stay in a region stays there, whatever fails. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegionsTest {

  private static final String REGION = "x-cameleer-region";
  private static final byte[] BROKEN = Answers.error("server_error", "x", "broken");

  private final ScriptedUpstream upstream = new ScriptedUpstream();
  private Gateway gateway;

  @BeforeAll
  void start() {
    Map<String, String> properties = Gateway.providersAt(upstream.url());
    properties.put("cameleer.retries.count", "1");
    properties.put("cameleer.retries.first-backoff", "10ms");
    region(properties, "openai", "us", "us");
    region(properties, "mistral", "eu", "eu");
    region(properties, "qwen", "eu", "eu");
    region(properties, "gemini", "eu", "us");
    // Of DeepSeek nothing is known.
    alias(
        properties,
        0,
        "everywhere",
        "openai/gpt-4.1",
        "mistral/mistral-large-4",
        "gemini/gemini-3.8-flash",
        "deepseek/deepseek-flash",
        "qwen/qwen3.8-max");
    alias(properties, 1, "outside", "openai/gpt-4.1", "deepseek/deepseek-flash");
    alias(
        properties,
        2,
        "hedged",
        "mistral/mistral-large-4",
        "openai/gpt-4.1",
        "deepseek/deepseek-flash",
        "qwen/qwen3.8-max");
    properties.put("cameleer.aliases[2].hedge-after", "100ms");
    properties.put("cameleer.aliases[2].on-context-length[0]", "openai/gpt-4.1");
    gateway = Gateway.start(properties);
  }

  private static void region(
      Map<String, String> properties, String provider, String region, String storage) {
    properties.put("cameleer.providers." + provider + ".region", region);
    properties.put("cameleer.providers." + provider + ".stores-data-in[0]", storage);
  }

  private static void alias(
      Map<String, String> properties, int index, String name, String... candidates) {
    properties.put("cameleer.aliases[" + index + "].name", name);
    for (int i = 0; i < candidates.length; i++) {
      properties.put("cameleer.aliases[" + index + "].candidates[" + i + "]", candidates[i]);
    }
  }

  @AfterAll
  void stop() {
    gateway.close();
    upstream.close();
  }

  private static final Predicate<ScriptedUpstream.Request> WITHIN =
      request -> request.target().startsWith("/mistral") || request.target().startsWith("/qwen");

  @ParameterizedTest(name = "streamed: {0}")
  @ValueSource(booleans = {false, true})
  void retriesAndFallbacksStayWithinTheRegion(boolean streamed) throws Exception {
    upstream.script((request, connection) -> {
      if (request.target().startsWith("/qwen")) {
        Answers.answer(request, connection, "from within");
      } else {
        connection.reply(500, Answers.JSON, BROKEN);
      }
    });

    Asked asked = Asked.send(gateway, Asked.body("everywhere", streamed), REGION, "eu");

    assertThat(asked.content()).isEqualTo("from within");
    assertThat(asked.attempts())
        .isEqualTo("mistral/mistral-large-4:500, mistral/mistral-large-4:500, qwen/qwen3.8-max:ok");
    assertThat(upstream.requests()).allMatch(WITHIN);
  }

  @Test
  void aCallThatFailsWithinTheRegionGoesNowhereElse() throws Exception {
    upstream.script((request, connection) -> connection.reply(500, Answers.JSON, BROKEN));

    Asked asked =
        Asked.send(
            gateway,
            Asked.plain("everywhere", "\"models\":[\"openai/gpt-4.1\",\"deepseek/any\"]"),
            REGION,
            "eu");

    assertThat(asked.status()).isEqualTo(503);
    assertThat(upstream.requests()).hasSize(4).allMatch(WITHIN);
  }

  @Test
  void hedgingStaysWithinTheRegion() throws Exception {
    upstream.script((request, connection) -> {
      if (request.target().startsWith("/mistral")) {
        connection.awaitClose();
      } else {
        Answers.answer(request, connection, "from within");
      }
    });

    Asked asked = Asked.send(gateway, Asked.plain("hedged"), REGION, "eu");

    assertThat(asked.header("x-cameleer-provider")).isEqualTo("qwen");
    assertThat(upstream.requests()).allMatch(WITHIN);
  }

  @Test
  void aPromptThatIsTooLongStaysWithinTheRegion() throws Exception {
    upstream.script((request, connection) ->
        connection.reply(
            400,
            Answers.JSON,
            Answers.error("invalid_request_error", "context_length_exceeded", "Too long.")));

    Asked asked = Asked.send(gateway, Asked.plain("hedged"), REGION, "eu");

    assertThat(asked.errorCode()).isEqualTo("context_length_exceeded");
    assertThat(upstream.requests()).allMatch(WITHIN);
  }

  @ParameterizedTest(name = "streamed: {0}")
  @ValueSource(booleans = {false, true})
  void whereNobodyIsWithinTheRegionTheCallIsRefused(boolean streamed) throws Exception {
    upstream.script((request, connection) -> Answers.answer(request, connection, "leaked"));
    long sentAt = System.nanoTime();

    Asked asked = Asked.send(gateway, Asked.body("outside", streamed), REGION, "eu");

    assertThat(Duration.ofNanos(System.nanoTime() - sentAt)).isLessThan(Duration.ofSeconds(5));
    assertThat(asked.status()).isEqualTo(403);
    assertThat(asked.errorCode()).isEqualTo("region_not_available");
    assertThat(asked.error().path("message").asText())
        .contains("openai/gpt-4.1 is outside eu: its region is us")
        .contains("deepseek/deepseek-flash is outside eu: its region is not stated");
    assertThat(asked.attempts()).isNull();
    assertThat(upstream.requests()).isEmpty();
  }

  @Test
  void anyOfSeveralRegionsWillDo() throws Exception {
    upstream.script((request, connection) -> Answers.answer(request, connection, "hello"));
    Asked asked = Asked.send(gateway, Asked.plain("outside"), REGION, "eu, US");
    assertThat(asked.attempts()).isEqualTo("openai/gpt-4.1:ok");
  }

  @Test
  void aRegionThatIsNotNamedIsNotTakenForAnywhere() throws Exception {
    Asked asked = Asked.send(gateway, Asked.plain("everywhere"), REGION, " , ");
    assertThat(asked.status()).isEqualTo(400);
    assertThat(asked.error().path("param").asText()).isEqualTo(REGION);
  }
}
