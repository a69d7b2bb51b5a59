package io.cameleer.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All attempts of a call share one deadline: the client's, else the operator's. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadlineTest {

  private static final String FIRST = "openai/gpt-4.1";
  private static final String WITH_FALLBACK = "\"models\":[\"deepseek/deepseek-flash\"]";
  private static final String TIMEOUT = "x-cameleer-timeout";
  private static final Duration USUAL = Duration.ofMillis(1_500);

  /** How late the end of a call may come on a machine that is busy with other things. */
  private static final Duration SLACK = Duration.ofSeconds(3);

  private final ScriptedUpstream upstream = new ScriptedUpstream();
  private Gateway gateway;

  @BeforeAll
  void start() {
    Map<String, String> properties = Gateway.providersAt(upstream.url());
    properties.put("cameleer.call-timeout", USUAL.toMillis() + "ms");
    gateway = Gateway.start(properties);
  }

  @AfterAll
  void stop() {
    gateway.close();
    upstream.close();
  }

  private interface Sending {
    Asked send() throws Exception;
  }

  private static Asked within(Duration limit, Sending sending) throws Exception {
    long sentAt = System.nanoTime();
    Asked asked = sending.send();
    assertThat(Duration.ofNanos(System.nanoTime() - sentAt)).isBetween(limit, limit.plus(SLACK));
    return asked;
  }

  @ParameterizedTest(name = "streamed: {0}")
  @ValueSource(booleans = {false, true})
  void aCallThatIsNotAnsweredInTimeFailsAndNobodyElseIsAsked(boolean streamed) throws Exception {
    upstream.script((request, connection) -> connection.awaitClose());
    int failures = gateway.breaker("openai").getNumberOfFailedCalls();

    Asked asked =
        within(
            Duration.ofMillis(400),
            () ->
                Asked.send(gateway, Asked.body(FIRST, streamed, WITH_FALLBACK), TIMEOUT, "400ms"));

    assertThat(asked.status()).isEqualTo(504);
    assertThat(asked.errorCode()).isEqualTo("deadline_exceeded");
    assertThat(asked.attempts()).isEqualTo(FIRST + ":deadline_exceeded");
    assertThat(upstream.requests()).hasSize(1);
    assertThat(gateway.breaker("openai").getNumberOfFailedCalls())
        .as("the provider may have had no chance")
        .isEqualTo(failures);
    assertThat(gateway.inFlight("openai")).isZero();
  }

  @Test
  void aStreamThatIsStillSilentInTheMiddleEndsInAnErrorEvent() throws Exception {
    upstream.script((request, connection) -> {
      connection.open(200, Answers.EVENTS);
      connection.chunk(Answers.ROLE + Answers.token("half"));
      connection.awaitClose();
    });

    Asked asked =
        within(
            Duration.ofMillis(400),
            () -> Asked.send(gateway, Asked.streamed(FIRST, WITH_FALLBACK), TIMEOUT, "400ms"));

    assertThat(asked.status()).isEqualTo(200);
    assertThat(asked.content()).isEqualTo("half");
    assertThat(asked.errorCode()).isEqualTo("deadline_exceeded");
    assertThat(asked.isDone()).isFalse();
  }

  @Test
  void aStreamThatFlowsWithoutEndIsEndedToo() throws Exception {
    upstream.script((request, connection) -> {
      connection.open(200, Answers.EVENTS);
      connection.socket().setSoTimeout(10);
      do {
        connection.chunk(Answers.token("."));
      } while (!connection.closedWithinTimeout());
    });

    Asked asked =
        within(
            Duration.ofMillis(400),
            () -> Asked.send(gateway, Asked.streamed(FIRST), TIMEOUT, "400ms"));

    assertThat(asked.content()).matches("\\.+");
    assertThat(asked.errorCode()).isEqualTo("deadline_exceeded");
  }

  @Test
  void theTimeOfEarlierAttemptsCounts() throws Exception {
    upstream.script((request, connection) -> {
      if (request.target().startsWith("/openai")) {
        connection.socket().setSoTimeout(500);
        assertThat(connection.closedWithinTimeout()).isFalse();
        connection.reply(500, Answers.JSON, Answers.error("server_error", "x", "broken"));
      } else {
        connection.awaitClose();
      }
    });

    long sentAt = System.nanoTime();
    Asked asked = Asked.send(gateway, Asked.plain(FIRST, WITH_FALLBACK), TIMEOUT, "1200ms");
    Duration took = Duration.ofNanos(System.nanoTime() - sentAt);

    assertThat(asked.errorCode()).isEqualTo("deadline_exceeded");
    assertThat(asked.attempts())
        .isEqualTo(FIRST + ":500, deepseek/deepseek-flash:deadline_exceeded");
    assertThat(took).isGreaterThanOrEqualTo(Duration.ofMillis(1_200));
  }

  @Test
  void theOperatorsDeadlineHoldsWhereTheClientSaysNothing() throws Exception {
    upstream.script((request, connection) -> connection.awaitClose());
    Asked asked = within(USUAL, () -> Asked.send(gateway, Asked.plain(FIRST)));
    assertThat(asked.errorCode()).isEqualTo("deadline_exceeded");
    assertThat(asked.error().path("message").asText()).contains("1.5 s");
  }

  @Test
  void aClientMayBeMorePatientThanTheOperator() throws Exception {
    upstream.script((request, connection) -> {
      connection.socket().setSoTimeout((int) USUAL.plusMillis(300).toMillis());
      assertThat(connection.closedWithinTimeout()).isFalse();
      Answers.answer(request, connection, "at last");
    });
    Asked asked = Asked.send(gateway, Asked.plain(FIRST), TIMEOUT, "20s");
    assertThat(asked.content()).isEqualTo("at last");
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "0", "-5s", "2h", ""})
  void aTimeoutThatIsNoneIsTheClientsMistake(String timeout) throws Exception {
    Asked asked = Asked.send(gateway, Asked.plain(FIRST), TIMEOUT, timeout);
    assertThat(asked.status()).isEqualTo(400);
    assertThat(asked.error().path("param").asText()).isEqualTo(TIMEOUT);
  }
}
