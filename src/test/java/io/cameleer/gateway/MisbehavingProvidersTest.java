package io.cameleer.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Providers that misbehave on real sockets: what the client sees, which attempts are made, what the
 * circuit breaker counts; alone, and with somebody to fall back to.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MisbehavingProvidersTest {

  private static final String FALLBACK = "deepseek/deepseek-flash";
  private static final String WITH_FALLBACK = "\"models\":[\"" + FALLBACK + "\"]";
  private static final Duration NO_TIME_AT_ALL = Duration.ofSeconds(5);

  private final ScriptedUpstream upstream = new ScriptedUpstream();
  private Gateway gateway;

  @BeforeAll
  void start() throws Exception {
    Map<String, String> properties = Gateway.providersAt(upstream.url());
    provider(properties, "impatient", upstream.url() + "/impatient");
    provider(properties, "refusing", addressWhereNobodyListens());
    String patience = Misbehaviour.PATIENCE.toMillis() + "ms";
    properties.put("cameleer.providers.impatient.response-timeout", patience);
    properties.put("cameleer.providers.impatient.first-token-timeout", patience);
    properties.put("cameleer.providers.impatient.token-gap-timeout", patience);
    // What one test provokes must not keep the candidate from the next one.
    properties.put("cameleer.cool-down.usual", "1ms");
    properties.put("cameleer.cool-down.longest", "1ms");
    gateway = Gateway.start(properties);
    warmUp();
  }

  /** The first call takes its time, of which some providers here have little. */
  private void warmUp() throws Exception {
    upstream.script((request, connection) -> Answers.answer(request, connection, "hello"));
    Asked.send(gateway, Asked.plain(Misbehaviour.OPENAI));
    Asked.send(gateway, Asked.streamed(Misbehaviour.OPENAI));
  }

  private static void provider(Map<String, String> properties, String name, String url) {
    String key = "cameleer.providers." + name;
    properties.put(key + ".dialect", "openai");
    properties.put(key + ".base-url", url);
    properties.put(key + ".api-key", "key");
    properties.put(key + ".circuit-breaker.minimum-calls", "100000");
    properties.put(key + ".circuit-breaker.window", "100000");
  }

  private static String addressWhereNobodyListens() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "http://127.0.0.1:" + free.getLocalPort();
    }
  }

  @AfterAll
  void stop() {
    gateway.close();
    upstream.close();
  }

  static Stream<Arguments> beforeTheAnswer() {
    return Misbehaviour.beforeTheAnswer()
        .flatMap(misbehaviour ->
            Stream.of(Arguments.of(misbehaviour, false), Arguments.of(misbehaviour, true)));
  }

  /** The provider under test misbehaves, the fallback does not. */
  private void script(Misbehaviour misbehaviour) {
    upstream.script((request, connection) -> {
      if (request.target().startsWith("/deepseek")) {
        Answers.answer(request, connection, "from the fallback");
      } else {
        misbehaviour.script().answer(request, connection);
      }
    });
  }

  private static String provider(Misbehaviour misbehaviour) {
    return misbehaviour.model().substring(0, misbehaviour.model().indexOf('/'));
  }

  private int failures(Misbehaviour misbehaviour) {
    return gateway.breaker(provider(misbehaviour)).getNumberOfFailedCalls();
  }

  /** How many requests have arrived, in all. */
  private int arriving(Misbehaviour misbehaviour) {
    return misbehaviour.model().equals(Misbehaviour.REFUSING) ? 0 : 1;
  }

  @ParameterizedTest(name = "{0}, streamed: {1}")
  @MethodSource("beforeTheAnswer")
  void theClientSeesWhatIsWrongWhereNobodyElseCanBeAsked(
      Misbehaviour misbehaviour, boolean streamed) throws Exception {
    script(misbehaviour);
    int failuresBefore = failures(misbehaviour);
    long sentAt = System.nanoTime();

    Asked asked = Asked.send(gateway, Asked.body(misbehaviour.model(), streamed));

    assertThat(Duration.ofNanos(System.nanoTime() - sentAt)).isLessThan(NO_TIME_AT_ALL);
    assertThat(asked.status()).isEqualTo(misbehaviour.status());
    assertThat(asked.errorCode()).isEqualTo(misbehaviour.code());
    assertThat(asked.error().path("message").asText()).isNotBlank();
    assertThat(asked.attempts()).isEqualTo(misbehaviour.model() + ":" + misbehaviour.label());
    if (misbehaviour.retryAfter().isEmpty()) {
      assertThat(asked.header("retry-after")).isNull();
    } else {
      assertThat(misbehaviour.retryAfter()).contains(asked.header("retry-after"));
    }
    assertThat(failures(misbehaviour) - failuresBefore)
        .as("failures counted")
        .isEqualTo(misbehaviour.counted() ? 1 : 0);
    assertThat(upstream.requests()).hasSize(arriving(misbehaviour));
    assertNothingIsHeld(misbehaviour);
  }

  @ParameterizedTest(name = "{0}, streamed: {1}")
  @MethodSource("beforeTheAnswer")
  void theClientSeesNothingOfItWhereSomebodyElseAnswers(Misbehaviour misbehaviour, boolean streamed)
      throws Exception {
    script(misbehaviour);
    int failuresBefore = failures(misbehaviour);
    int fallbackFailures = gateway.breaker("deepseek").getNumberOfFailedCalls();

    Asked asked = Asked.send(gateway, Asked.body(misbehaviour.model(), streamed, WITH_FALLBACK));

    assertThat(asked.status()).isEqualTo(200);
    assertThat(asked.content()).isEqualTo("from the fallback");
    assertThat(asked.isDone()).isEqualTo(streamed);
    assertThat(asked.header("x-cameleer-provider")).isEqualTo("deepseek");
    assertThat(asked.attempts())
        .isEqualTo(misbehaviour.model() + ":" + misbehaviour.label() + ", " + FALLBACK + ":ok");
    assertThat(failures(misbehaviour) - failuresBefore)
        .as("failures counted")
        .isEqualTo(misbehaviour.counted() ? 1 : 0);
    assertThat(gateway.breaker("deepseek").getNumberOfFailedCalls()).isEqualTo(fallbackFailures);
    assertThat(upstream.requests()).hasSize(arriving(misbehaviour) + 1);
    assertNothingIsHeld(misbehaviour);
  }

  static Stream<Misbehaviour> inMidStream() {
    return Misbehaviour.inMidStream();
  }

  @ParameterizedTest
  @MethodSource("inMidStream")
  void anAnswerThatHasBegunEndsInAnErrorEventAndNobodyElseIsAsked(Misbehaviour misbehaviour)
      throws Exception {
    script(misbehaviour);
    int failuresBefore = failures(misbehaviour);

    Asked asked = Asked.send(gateway, Asked.streamed(misbehaviour.model(), WITH_FALLBACK));

    assertThat(asked.status()).isEqualTo(200);
    assertThat(asked.content()).as("what there was").isEqualTo("half");
    assertThat(asked.errorCode()).isEqualTo(misbehaviour.code());
    assertThat(asked.isDone()).isFalse();
    assertThat(failures(misbehaviour) - failuresBefore).as("failures counted").isOne();
    assertThat(upstream.requests()).hasSize(1);
    assertNothingIsHeld(misbehaviour);
  }

  @Test
  void aStreamThatIsSlowButSteadyIsLeftAlone() throws Exception {
    int pieces = 8;
    long between = Misbehaviour.PATIENCE.toMillis() / 6;
    upstream.script((request, connection) -> {
      connection.open(200, Answers.EVENTS);
      connection.chunk(Answers.ROLE + Answers.token("."));
      for (int piece = 1; piece < pieces; piece++) {
        connection.socket().setSoTimeout((int) between);
        assertThat(connection.closedWithinTimeout()).isFalse();
        connection.chunk(Answers.token("."));
      }
      connection.chunk(Answers.FINISH + Answers.DONE);
      connection.end();
    });

    Asked asked = Asked.send(gateway, Asked.streamed(Misbehaviour.IMPATIENT));

    assertThat(asked.content()).isEqualTo(".".repeat(pieces));
    assertThat(asked.isDone()).isTrue();
  }

  private void assertNothingIsHeld(Misbehaviour misbehaviour) {
    await()
        .pollDelay(Duration.ZERO)
        .until(() ->
            gateway.inFlight(provider(misbehaviour)) == 0 && gateway.inFlight("deepseek") == 0);
  }
}
