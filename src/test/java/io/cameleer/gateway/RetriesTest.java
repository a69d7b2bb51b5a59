package io.cameleer.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same candidate is asked again, or left alone for a while. Every test has candidates of its
 * own, since what happens to one is remembered.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RetriesTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final byte[] BROKEN = Answers.error("server_error", "internal", "broken");
  private static final byte[] THROTTLED = Answers.error("requests", "rate_limit_exceeded", "wait");

  private final ScriptedUpstream upstream = new ScriptedUpstream();
  private Gateway gateway;

  @BeforeAll
  void start() {
    Map<String, String> properties = Gateway.providersAt(upstream.url());
    properties.put("cameleer.retries.count", "2");
    properties.put("cameleer.retries.first-backoff", "20ms");
    properties.put("cameleer.retries.max-wait", "60s");
    gateway = Gateway.start(properties);
  }

  @AfterAll
  void stop() {
    gateway.close();
    upstream.close();
  }

  private static Map<String, String> hint(String header, String value) {
    Map<String, String> headers = new LinkedHashMap<>(Answers.JSON);
    headers.put(header, value);
    return headers;
  }

  @ParameterizedTest(name = "streamed: {0}")
  @ValueSource(booleans = {false, true})
  void whatFailsOnceIsAskedAgainAndTheStorySaysSo(boolean streamed) throws Exception {
    upstream.script((request, connection) -> {
      if (upstream.requests().size() == 1) {
        connection.reply(500, Answers.JSON, BROKEN);
      } else {
        Answers.answer(request, connection, "at last");
      }
    });

    Asked asked = Asked.send(gateway, Asked.body("openai/once", streamed));

    assertThat(asked.content()).isEqualTo("at last");
    assertThat(asked.attempts()).isEqualTo("openai/once:500, openai/once:ok");
  }

  @Test
  void aStreamThatBreaksOffBeforeItsFirstContentIsAskedForAgain() throws Exception {
    upstream.script((request, connection) -> {
      if (upstream.requests().size() == 1) {
        connection.open(200, Answers.EVENTS);
        connection.chunk(Answers.ROLE);
        connection.socket().close();
      } else {
        Answers.answer(request, connection, "at last");
      }
    });

    Asked asked = Asked.send(gateway, Asked.streamed("openai/broken-stream"));

    assertThat(asked.content()).isEqualTo("at last");
    assertThat(asked.attempts())
        .isEqualTo("openai/broken-stream:upstream_connection_error, openai/broken-stream:ok");
  }

  @Test
  void aStreamThatHasBegunIsNotAskedForAgain() throws Exception {
    upstream.script((request, connection) -> {
      connection.open(200, Answers.EVENTS);
      connection.chunk(Answers.ROLE + Answers.token("half"));
      connection.socket().close();
    });

    Asked asked = Asked.send(gateway, Asked.streamed("openai/begun"));

    assertThat(asked.errorCode()).isEqualTo("upstream_connection_error");
    assertThat(upstream.requests()).hasSize(1);
  }

  @Test
  void afterTwoRetriesTheNextCandidateIsAsked() throws Exception {
    upstream.script((request, connection) -> {
      if (request.target().startsWith("/openai")) {
        connection.reply(500, Answers.JSON, BROKEN);
      } else {
        Answers.answer(request, connection, "from the next");
      }
    });

    Asked asked =
        Asked.send(gateway, Asked.plain("openai/thrice", "\"models\":[\"deepseek/next\"]"));

    assertThat(asked.attempts())
        .isEqualTo("openai/thrice:500, openai/thrice:500, openai/thrice:500, deepseek/next:ok");
  }

  @Test
  void aRetryWaitsAsLongAsTheProviderSays() throws Exception {
    List<Long> arrivals = new CopyOnWriteArrayList<>();
    upstream.script((request, connection) -> {
      arrivals.add(System.nanoTime());
      if (arrivals.size() == 1) {
        connection.reply(429, hint("retry-after-ms", "400"), THROTTLED);
      } else {
        Answers.answer(request, connection, "thanks for waiting");
      }
    });

    Asked asked = Asked.send(gateway, Asked.plain("openai/patience"));

    assertThat(asked.attempts()).isEqualTo("openai/patience:429, openai/patience:ok");
    assertThat(Duration.ofNanos(arrivals.get(1) - arrivals.get(0)))
        .isGreaterThanOrEqualTo(Duration.ofMillis(400));
  }

  @Test
  void aClientThatLeavesWhileItsCallWaitsEndsTheCallAtOnce() throws Exception {
    upstream.script(
        (request, connection) -> connection.reply(429, hint("retry-after", "50"), THROTTLED));

    RawCall call = RawCall.chat(gateway.url(), Asked.plain("mistral/left-alone"));
    await().until(() -> upstream.requests().size() == 1 && gateway.inFlight("mistral") == 0);
    assertThat(abandonedCalls()).as("it waits").isZero();
    call.close();

    await().atMost(Duration.ofSeconds(5)).until(() -> abandonedCalls() == 1);
    assertThat(upstream.requests()).as("nobody is asked again").hasSize(1);
  }

  private long abandonedCalls() {
    return gateway
        .context()
        .getBean(MeterRegistry.class)
        .find("gen_ai.server.request.duration")
        .tag("gen_ai.provider.name", "mistral")
        .tag("error.type", "abandoned")
        .timers()
        .stream()
        .mapToLong(Timer::count)
        .sum();
  }

  @Test
  void throttledCandidatesAreLeftAloneAndTheCallerLearnsHowLong() throws Exception {
    upstream.script((request, connection) -> {
      String seconds = request.target().startsWith("/openai") ? "120" : "100";
      connection.reply(429, hint("retry-after", seconds), THROTTLED);
    });
    String body = Asked.plain("openai/tired", "\"models\":[\"deepseek/tired\"]");

    Asked first = Asked.send(gateway, body);
    assertThat(first.status()).isEqualTo(429);
    assertThat(first.attempts()).isEqualTo("openai/tired:429, deepseek/tired:429");
    assertThat(first.header("retry-after")).isIn("99", "100");
    assertThat(upstream.requests()).hasSize(2);

    Asked second = Asked.send(gateway, body);
    assertThat(second.status()).isEqualTo(429);
    assertThat(second.errorCode()).isEqualTo("cooling_down");
    assertThat(second.attempts())
        .isEqualTo("openai/tired:cooling_down, deepseek/tired:cooling_down");
    assertThat(Integer.parseInt(second.header("retry-after"))).isBetween(80, 100);
    assertThat(upstream.requests()).as("nobody is asked").hasSize(2);

    JsonNode plan = JSON.readTree(gateway.post("/v1/plan", body).body());
    assertThat(plan.at("/candidates/0/cooling_down_ms").asLong()).isBetween(100_000L, 120_000L);
    assertThat(plan.at("/candidates/1/cooling_down_ms").asLong()).isBetween(80_000L, 100_000L);
  }

  @Test
  void aCandidateThatCoolsDownIsPassedOverUnlessItIsTheOnlyOne() throws Exception {
    upstream.script((request, connection) -> {
      if (upstream.requests().size() == 1) {
        connection.reply(429, hint("retry-after", "120"), THROTTLED);
      } else {
        Answers.answer(request, connection, "hello");
      }
    });
    Asked.send(gateway, Asked.plain("openai/cooling"));

    Asked elsewhere =
        Asked.send(gateway, Asked.plain("openai/cooling", "\"models\":[\"deepseek/warm\"]"));
    assertThat(elsewhere.attempts()).isEqualTo("openai/cooling:cooling_down, deepseek/warm:ok");

    Asked alone = Asked.send(gateway, Asked.plain("openai/cooling"));
    assertThat(alone.attempts()).isEqualTo("openai/cooling:ok");
  }
}
