package io.cameleer.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cameleer.gateway.ScriptedUpstream.Script;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider that has as many calls as it may have is passed over, and nobody queues for it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConcurrencyLimitTest {

  private static final String NARROW = "narrow/any";
  private static final String WITH_FALLBACK = "\"models\":[\"deepseek/deepseek-flash\"]";

  private final ScriptedUpstream upstream = new ScriptedUpstream();
  private Gateway gateway;

  @BeforeAll
  void start() {
    Map<String, String> properties = Gateway.providersAt(upstream.url());
    properties.put("cameleer.providers.narrow.base-url", upstream.url() + "/narrow");
    properties.put("cameleer.providers.narrow.api-key", "key");
    properties.put("cameleer.providers.narrow.max-concurrent-calls", "1");
    properties.put("cameleer.providers.narrow.response-timeout", "500ms");
    properties.put("cameleer.providers.narrow.circuit-breaker.minimum-calls", "1000");
    properties.put("cameleer.providers.narrow.circuit-breaker.window", "1000");
    properties.put("cameleer.cool-down.usual", "1ms");
    properties.put("cameleer.cool-down.longest", "1ms");
    properties.put("cameleer.aliases[0].name", "hedged");
    properties.put("cameleer.aliases[0].hedge-after", "100ms");
    properties.put("cameleer.aliases[0].candidates[0]", NARROW);
    properties.put("cameleer.aliases[0].candidates[1]", "deepseek/deepseek-flash");
    gateway = Gateway.start(properties);
  }

  @AfterAll
  void stop() {
    gateway.close();
    upstream.close();
  }

  @ParameterizedTest(name = "streamed: {0}")
  @ValueSource(booleans = {false, true})
  void aFullProviderIsPassedOver(boolean streamed) throws Exception {
    CountDownLatch othersAreDone = new CountDownLatch(1);
    upstream.script((request, connection) -> {
      if (request.target().startsWith("/narrow")) {
        connection.open(200, Answers.EVENTS);
        connection.chunk(Answers.ROLE + Answers.token("first"));
        othersAreDone.await(10, TimeUnit.SECONDS);
        connection.chunk(Answers.FINISH + Answers.DONE);
        connection.end();
      } else {
        Answers.answer(request, connection, "from another");
      }
    });

    try (RawCall first = RawCall.chat(gateway.url(), Asked.streamed(NARROW))) {
      first.nextLine();
      Asked other = Asked.send(gateway, Asked.body(NARROW, streamed, WITH_FALLBACK));
      assertThat(other.content()).isEqualTo("from another");
      assertThat(other.attempts()).isEqualTo(NARROW + ":provider_busy, deepseek/deepseek-flash:ok");

      Asked nobodyElse = Asked.send(gateway, Asked.body(NARROW, streamed));
      assertThat(nobodyElse.status()).isEqualTo(503);
      assertThat(nobodyElse.errorCode()).isEqualTo("provider_busy");
      assertThat(nobodyElse.header("retry-after")).isEqualTo("1");
      assertThat(nobodyElse.attempts()).isEqualTo(NARROW + ":provider_busy");

      othersAreDone.countDown();
      assertThat(first.remainingLines().getLast()).isEqualTo("data: [DONE]");
    }
    assertThereIsRoomAgain();
  }

  static Stream<Arguments> endings() {
    Script silent = (request, connection) -> connection.awaitClose();
    Script begun =
        (request, connection) -> {
          connection.open(200, Answers.EVENTS);
          connection.chunk(Answers.ROLE + Answers.token("half"));
          connection.socket().close();
        };
    return Stream.of(
        Arguments.of(
            "an answer",
            (Script) (request, connection) -> Answers.answer(request, connection, "hello")),
        Arguments.of("the caller's fault", error(400)),
        Arguments.of("a refused key", error(401)),
        Arguments.of("throttling", error(429)),
        Arguments.of("a failure", error(500)),
        Arguments.of(
            "a broken connection", (Script) (request, connection) -> connection.socket().close()),
        Arguments.of("silence", silent),
        Arguments.of("half an answer", begun));
  }

  private static Script error(int status) {
    return (request, connection) ->
        connection.reply(
            status, Answers.JSON, Answers.error("some_error", "some_code", "something"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("endings")
  void thereIsRoomAgainAfter(String ending, Script script) throws Exception {
    for (boolean streamed : new boolean[] {false, true}) {
      upstream.script(script);
      Asked.send(gateway, Asked.body(NARROW, streamed));
      assertThat(upstream.requests()).hasSize(1);
      assertThereIsRoomAgain();
    }
  }

  @Test
  void thereIsRoomAgainAfterACallWhoseTimeWasUp() throws Exception {
    upstream.script((request, connection) -> connection.awaitClose());
    Asked.send(gateway, Asked.plain(NARROW), "x-cameleer-timeout", "50ms");
    assertThereIsRoomAgain();
  }

  @ParameterizedTest(name = "after the first words: {0}")
  @ValueSource(booleans = {false, true})
  void thereIsRoomAgainAfterAClientHasLeft(boolean begun) throws Exception {
    CompletableFuture<Void> arrived = new CompletableFuture<>();
    upstream.script((request, connection) -> {
      arrived.complete(null);
      if (begun) {
        connection.open(200, Answers.EVENTS);
        connection.chunk(Answers.ROLE + Answers.token("half"));
      }
      connection.awaitClose();
    });

    RawCall call = RawCall.chat(gateway.url(), Asked.streamed(NARROW));
    arrived.get(10, TimeUnit.SECONDS);
    if (begun) {
      call.nextLine();
    }
    call.close();

    assertThereIsRoomAgain();
  }

  @Test
  void thereIsRoomAgainAfterAnotherWasSooner() throws Exception {
    upstream.script((request, connection) -> {
      if (request.target().startsWith("/narrow")) {
        connection.awaitClose();
      } else {
        Answers.answer(request, connection, "sooner");
      }
    });
    Asked asked = Asked.send(gateway, Asked.plain("hedged"));
    assertThat(asked.attempts()).contains(NARROW + ":superseded");
    assertThereIsRoomAgain();
  }

  private void assertThereIsRoomAgain() throws Exception {
    await().pollDelay(Duration.ZERO).until(() -> gateway.inFlight("narrow") == 0);
    upstream.script((request, connection) -> Answers.answer(request, connection, "room"));
    Asked asked = Asked.send(gateway, Asked.plain(NARROW));
    assertThat(asked.content()).isEqualTo("room");
    await().pollDelay(Duration.ZERO).until(() -> gateway.inFlight("narrow") == 0);
  }
}
