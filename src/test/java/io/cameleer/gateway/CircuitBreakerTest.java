package io.cameleer.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cameleer.gateway.ScriptedUpstream.Script;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.component.resilience4j.ResilienceProcessor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A provider's circuit breaker: what it counts, for and against the provider, and what it does not
 * count at all.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CircuitBreakerTest {

  private static final String GUARDED = "guarded/any";
  private static final byte[] BROKEN = Answers.error("server_error", "x", "broken");

  private final ScriptedUpstream upstream = new ScriptedUpstream();
  private Gateway gateway;
  private ResilienceProcessor breaker;

  @BeforeAll
  void start() {
    Map<String, String> properties = Gateway.providersAt(upstream.url());
    properties.put("cameleer.providers.guarded.base-url", upstream.url() + "/guarded");
    properties.put("cameleer.providers.guarded.api-key", "key");
    properties.put("cameleer.providers.guarded.circuit-breaker.window", "4");
    properties.put("cameleer.providers.guarded.circuit-breaker.minimum-calls", "4");
    properties.put("cameleer.providers.guarded.circuit-breaker.failure-rate", "50");
    properties.put("cameleer.providers.guarded.circuit-breaker.open-for", "1s");
    properties.put("cameleer.providers.guarded.circuit-breaker.half-open-calls", "1");
    properties.put("cameleer.cool-down.usual", "1ms");
    properties.put("cameleer.cool-down.longest", "1ms");
    properties.put("cameleer.aliases[0].name", "hedged");
    properties.put("cameleer.aliases[0].hedge-after", "50ms");
    properties.put("cameleer.aliases[0].candidates[0]", GUARDED);
    properties.put("cameleer.aliases[0].candidates[1]", "deepseek/deepseek-flash");
    gateway = Gateway.start(properties);
    breaker = gateway.breaker("guarded");
  }

  @AfterAll
  void stop() {
    gateway.close();
    upstream.close();
  }

  @BeforeEach
  void forget() {
    breaker.getCircuitBreaker().reset();
  }

  private Asked ask(String... headers) throws Exception {
    return Asked.send(gateway, Asked.plain(GUARDED), headers);
  }

  private void answers(int status, byte[] body) {
    upstream.script((request, connection) -> connection.reply(status, Answers.JSON, body));
  }

  private void silence() {
    upstream.script((request, connection) -> connection.awaitClose());
  }

  @Test
  void itOpensOnFailuresTriesAgainAfterAWhileAndClosesWhenThatWorks() throws Exception {
    answers(500, BROKEN);
    for (int call = 0; call < 4; call++) {
      assertThat(ask().attempts()).isEqualTo(GUARDED + ":500");
    }
    assertThat(breaker.getCircuitBreakerState()).isEqualTo("OPEN");

    Asked refused = ask();
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.errorCode()).isEqualTo("provider_unavailable");
    assertThat(refused.attempts()).isEqualTo(GUARDED + ":provider_unavailable");
    assertThat(upstream.requests()).hasSize(4);

    upstream.script((request, connection) -> Answers.answer(request, connection, "back"));
    await().atMost(Duration.ofSeconds(10)).until(() -> ask().status() == 200);
    assertThat(breaker.getCircuitBreakerState()).isEqualTo("CLOSED");
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of(200, Answers.bytes(Answers.whole("hello")), false),
        Arguments.of(400, Answers.error("invalid_request_error", "x", "no"), false),
        Arguments.of(
            400,
            Answers.error("invalid_request_error", "context_length_exceeded", "Too long."),
            false),
        Arguments.of(400, Answers.error("invalid_request_error", "content_filter", "No."), false),
        Arguments.of(401, Answers.error("invalid_request_error", "x", "no"), false),
        Arguments.of(404, Answers.error("invalid_request_error", "model_not_found", "no"), false),
        Arguments.of(429, Answers.error("requests", "rate_limit_exceeded", "slow"), false),
        Arguments.of(429, Answers.error("x", "insufficient_quota", "pay"), false),
        Arguments.of(408, BROKEN, true),
        Arguments.of(500, BROKEN, true),
        Arguments.of(503, BROKEN, true),
        Arguments.of(200, Answers.bytes("{"), true));
  }

  @ParameterizedTest(name = "status {0}, a failure: {2}")
  @MethodSource("answers")
  void anAnswerCountsForTheProviderUnlessItFailed(int status, byte[] body, boolean failure)
      throws Exception {
    answers(status, body);
    ask();
    assertThat(breaker.getNumberOfFailedCalls()).isEqualTo(failure ? 1 : 0);
    assertThat(breaker.getNumberOfSuccessfulCalls()).isEqualTo(failure ? 0 : 1);
  }

  @Test
  void aClientThatLeavesIsNotCounted() throws Exception {
    leave();
    assertThat(breaker.getNumberOfBufferedCalls()).isZero();
  }

  @Test
  void aClientThatLeavesInMidStreamIsNotCounted() throws Exception {
    CompletableFuture<Void> dropped = new CompletableFuture<>();
    upstream.script((request, connection) -> {
      connection.open(200, Answers.EVENTS);
      connection.chunk(Answers.ROLE + Answers.token("half"));
      connection.awaitClose();
      dropped.complete(null);
    });
    try (RawCall call = RawCall.chat(gateway.url(), Asked.streamed(GUARDED))) {
      call.nextLine();
    }
    dropped.get(10, TimeUnit.SECONDS);
    await().until(() -> gateway.inFlight("guarded") == 0);
    assertThat(breaker.getNumberOfBufferedCalls()).isZero();
  }

  private void leave() throws Exception {
    CompletableFuture<Void> arrived = new CompletableFuture<>();
    Script silent =
        (request, connection) -> {
          arrived.complete(null);
          connection.awaitClose();
        };
    upstream.script(silent);
    RawCall call = RawCall.chat(gateway.url(), Asked.plain(GUARDED));
    arrived.get(10, TimeUnit.SECONDS);
    call.close();
    await().until(() -> gateway.inFlight("guarded") == 0);
  }

  @Test
  void aCallWhoseTimeWasUpIsNotCounted() throws Exception {
    silence();
    assertThat(ask("x-cameleer-timeout", "100ms").errorCode()).isEqualTo("deadline_exceeded");
    assertThat(breaker.getNumberOfBufferedCalls()).isZero();
  }

  @Test
  void anAttemptThatWasOvertakenIsNotCounted() throws Exception {
    upstream.script((request, connection) -> {
      if (request.target().startsWith("/guarded")) {
        connection.awaitClose();
      } else {
        Answers.answer(request, connection, "sooner");
      }
    });
    Asked asked = Asked.send(gateway, Asked.plain("hedged"));
    assertThat(asked.attempts()).startsWith(GUARDED + ":superseded");
    assertThat(breaker.getNumberOfBufferedCalls()).isZero();
  }

  @Test
  void aRequestThatIsNotSentIsNotCounted() throws Exception {
    upstream.script((request, connection) -> Answers.answer(request, connection, "hello"));
    Asked asked =
        Asked.send(
            gateway,
            Asked.plain("anthropic/claude-sonnet-5-5", "\"seed\":1"),
            "x-cameleer-unsupported-params",
            "reject");
    assertThat(asked.errorCode()).isEqualTo("unsupported_parameter");
    assertThat(gateway.breaker("anthropic").getNumberOfBufferedCalls()).isZero();
    assertThat(upstream.requests()).isEmpty();
  }

  @Test
  void aHalfOpenBreakerIsNotClosedByAClientThatLeaves() throws Exception {
    breaker.transitionToOpenState();
    breaker.transitionToHalfOpenState();

    leave();
    assertThat(breaker.getCircuitBreakerState()).isEqualTo("HALF_OPEN");

    answers(500, BROKEN);
    assertThat(ask().attempts()).as("the trial call is still to be had").endsWith(":500");
    assertThat(breaker.getCircuitBreakerState()).isEqualTo("OPEN");
  }
}
