package io.cameleer.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cameleer.gateway.ScriptedUpstream.Connection;
import io.cameleer.gateway.ScriptedUpstream.Request;
import io.cameleer.gateway.ScriptedUpstream.Script;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A second candidate is asked beside one that is slow; the first with content wins. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HedgeTest {

  private static final Duration DELAY = Duration.ofMillis(300);
  private static final String FIRST = "openai/gpt-4.1";
  private static final String SECOND = "deepseek/deepseek-flash";

  private final ScriptedUpstream upstream = new ScriptedUpstream();
  private Gateway gateway;
  private CompletableFuture<Long> firstArrived;
  private CompletableFuture<Long> secondArrived;
  private CompletableFuture<Long> firstDropped;
  private CompletableFuture<Long> secondDropped;

  @BeforeAll
  void start() {
    Map<String, String> properties = Gateway.providersAt(upstream.url());
    alias(properties, 0, "hedged", DELAY.toMillis() + "ms", FIRST, SECOND);
    alias(properties, 1, "percentile", "p95", "openai/measured", SECOND);
    gateway = Gateway.start(properties);
  }

  private static void alias(
      Map<String, String> properties, int index, String name, String after, String... candidates) {
    String key = "cameleer.aliases[" + index + "].";
    properties.put(key + "name", name);
    properties.put(key + "hedge-after", after);
    for (int i = 0; i < candidates.length; i++) {
      properties.put(key + "candidates[" + i + "]", candidates[i]);
    }
  }

  @AfterAll
  void stop() {
    gateway.close();
    upstream.close();
  }

  @BeforeEach
  void forget() {
    firstArrived = new CompletableFuture<>();
    secondArrived = new CompletableFuture<>();
    firstDropped = new CompletableFuture<>();
    secondDropped = new CompletableFuture<>();
  }

  @AfterEach
  void nothingIsHeld() {
    await().until(() -> gateway.inFlight("openai") == 0 && gateway.inFlight("deepseek") == 0);
  }

  private void script(Script first, Script second) {
    upstream.script((request, connection) -> {
      boolean isFirst = request.target().startsWith("/openai");
      (isFirst ? firstArrived : secondArrived).complete(System.nanoTime());
      (isFirst ? first : second).answer(request, connection);
    });
  }

  private void firstIsSilent(Request request, Connection connection) {
    if (connection.awaitClose()) {
      firstDropped.complete(System.nanoTime());
    }
  }

  private void secondIsSilent(Request request, Connection connection) {
    if (connection.awaitClose()) {
      secondDropped.complete(System.nanoTime());
    }
  }

  private static Script answering(String text) {
    return (request, connection) -> Answers.answer(request, connection, text);
  }

  private static long at(CompletableFuture<Long> moment) throws Exception {
    return moment.get(10, TimeUnit.SECONDS);
  }

  @ParameterizedTest(name = "streamed: {0}")
  @ValueSource(booleans = {false, true})
  void theSecondAnswersWhereTheFirstIsSilentAndTheFirstIsDroppedAtOnce(boolean streamed)
      throws Exception {
    script(this::firstIsSilent, answering("from the second"));
    int failures = gateway.breaker("openai").getNumberOfFailedCalls();
    double superseded = superseded();

    Asked asked = Asked.send(gateway, Asked.body("hedged", streamed));
    long answeredAt = System.nanoTime();

    assertThat(asked.content()).isEqualTo("from the second");
    assertThat(asked.isDone()).isEqualTo(streamed);
    assertThat(asked.header("x-cameleer-provider")).isEqualTo("deepseek");
    assertThat(asked.attempts()).isEqualTo(FIRST + ":superseded, " + SECOND + ":ok");
    assertThat(Duration.ofNanos(at(secondArrived) - at(firstArrived)))
        .isBetween(DELAY.minusMillis(50), DELAY.plusSeconds(3));
    assertThat(Duration.ofNanos(at(firstDropped) - answeredAt)).isLessThan(Duration.ofSeconds(1));
    assertThat(gateway.breaker("openai").getNumberOfFailedCalls()).isEqualTo(failures);
    await().untilAsserted(() -> assertThat(superseded()).isEqualTo(superseded + 1));
  }

  private double superseded() {
    return gateway
        .context()
        .getBean(MeterRegistry.class)
        .find("cameleer.attempts")
        .tag("gen_ai.provider.name", "openai")
        .tag("outcome", "superseded")
        .counters()
        .stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  @ParameterizedTest(name = "streamed: {0}")
  @ValueSource(booleans = {false, true})
  void theFirstAnswersIfItIsSoonerAfterAllAndTheSecondIsDropped(boolean streamed) throws Exception {
    script(
        (request, connection) -> {
          at(secondArrived);
          Answers.answer(request, connection, "from the first");
        },
        this::secondIsSilent);

    Asked asked = Asked.send(gateway, Asked.body("hedged", streamed));

    assertThat(asked.content()).isEqualTo("from the first");
    assertThat(asked.header("x-cameleer-provider")).isEqualTo("openai");
    assertThat(asked.attempts()).isEqualTo(FIRST + ":ok, " + SECOND + ":superseded");
    at(secondDropped);
  }

  @Test
  void toAnnounceAnAnswerIsNotToBeginIt() throws Exception {
    script(
        (request, connection) -> {
          connection.open(200, Answers.EVENTS);
          connection.chunk(Answers.ROLE);
          firstIsSilent(request, connection);
        },
        answering("from the second"));

    Asked asked = Asked.send(gateway, Asked.streamed("hedged"));

    assertThat(asked.content()).isEqualTo("from the second");
    at(firstDropped);
  }

  @Test
  void aStreamThatHasBegunIsNotOvertaken() throws Exception {
    script(
        (request, connection) -> {
          connection.open(200, Answers.EVENTS);
          connection.chunk(Answers.ROLE + Answers.token("slow "));
          connection.socket().setSoTimeout((int) DELAY.plusMillis(200).toMillis());
          assertThat(connection.closedWithinTimeout()).isFalse();
          connection.chunk(Answers.token("but steady") + Answers.FINISH + Answers.DONE);
          connection.end();
        },
        answering("from the second"));

    Asked asked = Asked.send(gateway, Asked.streamed("hedged"));

    assertThat(asked.content()).isEqualTo("slow but steady");
    assertThat(asked.attempts()).isEqualTo(FIRST + ":ok");
    assertThat(upstream.requests()).hasSize(1);
  }

  @ParameterizedTest(name = "streamed: {0}")
  @ValueSource(booleans = {false, true})
  void nobodyElseIsAskedWhereTheFirstAnswersInTime(boolean streamed) throws Exception {
    script(answering("from the first"), answering("from the second"));
    Asked asked = Asked.send(gateway, Asked.body("hedged", streamed));
    assertThat(asked.content()).isEqualTo("from the first");
    assertThat(asked.attempts()).isEqualTo(FIRST + ":ok");
    assertThat(upstream.requests()).hasSize(1);
  }

  @Test
  void afterAFailureTheNextIsAskedAtOnceAndNotAfterTheDelay() throws Exception {
    CompletableFuture<Long> failed = new CompletableFuture<>();
    script(
        (request, connection) -> {
          connection.reply(500, Answers.JSON, Answers.error("server_error", "x", "broken"));
          failed.complete(System.nanoTime());
        },
        answering("from the second"));

    Asked asked = Asked.send(gateway, Asked.plain("hedged"));

    assertThat(asked.attempts()).isEqualTo(FIRST + ":500, " + SECOND + ":ok");
    assertThat(Duration.ofNanos(at(secondArrived) - at(failed))).isLessThan(DELAY);
  }

  @ParameterizedTest(name = "streamed: {0}")
  @ValueSource(booleans = {false, true})
  void theSecondAnswersWhereTheFirstFailsMeanwhile(boolean streamed) throws Exception {
    CompletableFuture<Long> firstFailed = new CompletableFuture<>();
    script(
        (request, connection) -> {
          at(secondArrived);
          connection.reply(500, Answers.JSON, Answers.error("server_error", "x", "broken"));
          firstFailed.complete(System.nanoTime());
        },
        (request, connection) -> {
          at(firstFailed);
          Answers.answer(request, connection, "from the second");
        });

    Asked asked = Asked.send(gateway, Asked.body("hedged", streamed));

    assertThat(asked.content()).isEqualTo("from the second");
    assertThat(asked.attempts()).contains(SECOND + ":ok");
  }

  @Test
  void whereBothFailTheClientLearnsOfIt() throws Exception {
    Script broken =
        (request, connection) -> {
          at(secondArrived);
          connection.reply(500, Answers.JSON, Answers.error("server_error", "x", "broken"));
        };
    script(broken, broken);

    Asked asked = Asked.send(gateway, Asked.plain("hedged"));

    assertThat(asked.status()).as("whoever failed last").isIn(502, 503);
    assertThat(asked.attempts()).isEqualTo(FIRST + ":500, " + SECOND + ":500");
  }

  @ParameterizedTest(name = "streamed: {0}")
  @ValueSource(booleans = {false, true})
  void aClientThatLeavesDropsBoth(boolean streamed) throws Exception {
    script(this::firstIsSilent, this::secondIsSilent);

    RawCall call = RawCall.chat(gateway.url(), Asked.body("hedged", streamed));
    at(secondArrived);
    long leftAt = System.nanoTime();
    call.close();

    assertThat(Duration.ofNanos(at(firstDropped) - leftAt)).isLessThan(Duration.ofSeconds(1));
    assertThat(Duration.ofNanos(at(secondDropped) - leftAt)).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void theDelayMayBeWhatTheFirstUsuallyTakes() throws Exception {
    script(answering("from the first"), answering("from the second"));
    for (int call = 0; call < 20; call++) {
      Asked.send(gateway, Asked.plain("openai/measured"));
    }
    script(this::firstIsSilent, answering("from the second"));

    Asked asked = Asked.send(gateway, Asked.plain("percentile"));

    assertThat(asked.content()).isEqualTo("from the second");
    assertThat(asked.attempts()).contains("openai/measured:superseded");
  }
}
