package io.cameleer.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Streams end to end: token by token, committed late, never ended with a made-up end, dropped with
 * their client.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamingTest {

  private static final Map<String, String> EVENTS = Map.of("Content-Type", "text/event-stream");
  private static final String ROLE =
      """
      data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}

      """;
  private static final String FINISH =
      """
      data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

      """;
  private static final String USAGE =
      """
      data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}

      """;
  private static final String DONE = "data: [DONE]\n\n";

  private final ScriptedUpstream upstream = new ScriptedUpstream();
  private Gateway gateway;

  @BeforeAll
  void start() {
    Map<String, String> properties = Gateway.providersAt(upstream.url());
    properties.put("cameleer.aliases[0].name", "two");
    properties.put("cameleer.aliases[0].candidates[0]", "openai/gpt-4.1");
    properties.put("cameleer.aliases[0].candidates[1]", "deepseek/deepseek-flash");
    gateway = Gateway.start(properties);
  }

  @AfterAll
  void stop() {
    gateway.close();
    upstream.close();
  }

  @Test
  void aTokenLeavesBeforeTheNextOneArrives() throws Exception {
    CountDownLatch firstSeen = new CountDownLatch(1);
    upstream.script((request, connection) -> {
      connection.open(200, EVENTS);
      connection.chunk(ROLE);
      connection.chunk(token("one"));
      firstSeen.await(10, TimeUnit.SECONDS);
      connection.chunk(token("two") + FINISH + USAGE + DONE);
      connection.end();
    });

    try (RawCall call = RawCall.chat(gateway.url(), body("openai/gpt-4.1"))) {
      assertThat(call.nextLine()).contains("\"role\":\"assistant\"");
      assertThat(call.nextLine()).contains("\"content\":\"one\"");
      firstSeen.countDown();
      List<String> rest = call.remainingLines();
      assertThat(rest).hasSize(3);
      assertThat(rest.get(0)).contains("\"content\":\"two\"");
      assertThat(rest.get(1)).contains("\"finish_reason\":\"stop\"");
      assertThat(rest.get(2)).isEqualTo("data: [DONE]");
    }
  }

  @Test
  void theUsageChunkComesExactlyWhenAskedAndIsAlwaysAskedUpstream() throws Exception {
    upstream.script((request, connection) -> whole(connection));

    try (RawCall call =
        RawCall.chat(
            gateway.url(), body("openai/gpt-4.1", "\"stream_options\":{\"include_usage\":true}"))) {
      List<String> lines = call.remainingLines();
      assertThat(lines.get(lines.size() - 2))
          .contains("\"choices\":[]")
          .contains("\"prompt_tokens\":3")
          .contains("\"cost\":");
      assertThat(lines.get(0)).contains("\"usage\":null");
    }
    try (RawCall call = RawCall.chat(gateway.url(), body("openai/gpt-4.1"))) {
      assertThat(call.remainingLines()).noneMatch(line -> line.contains("usage"));
    }
    assertThat(upstream.requests())
        .hasSize(2)
        .allMatch(request -> new String(request.body()).contains("\"include_usage\":true"));
  }

  @Test
  void aStreamCarriesProvenanceAndRateLimits() throws Exception {
    upstream.script((request, connection) -> {
      connection.open(
          200,
          Map.of(
              "Content-Type", "text/event-stream",
              "x-ratelimit-remaining-requests", "41",
              "Server", "provider"));
      connection.chunk(ROLE + token("hello") + FINISH + DONE);
      connection.end();
    });

    try (RawCall call = RawCall.chat(gateway.url(), body("openai/gpt-4.1"))) {
      assertThat(call.head())
          .contains(
              "x-ratelimit-remaining-requests: 41",
              "x-cameleer-provider: openai",
              "x-cameleer-model: gpt-4.1",
              "x-cameleer-attempts: openai/gpt-4.1:ok",
              "Content-Type: text/event-stream; charset=utf-8",
              "Cache-Control: no-cache",
              "X-Accel-Buffering: no")
          .noneMatch(line -> line.startsWith("Server"));
    }
  }

  @Test
  void theAnswerIsCommittedWithTheFirstContentOnly() throws Exception {
    CountDownLatch committed = new CountDownLatch(1);
    CompletableFuture<Void> roleSent = new CompletableFuture<>();
    upstream.script((request, connection) -> {
      connection.open(200, EVENTS);
      connection.chunk(ROLE);
      connection.chunk(": thinking about it\n\n");
      roleSent.complete(null);
      committed.await(10, TimeUnit.SECONDS);
      connection.chunk(token("now") + FINISH + DONE);
      connection.end();
    });

    try (RawCall call = RawCall.chat(gateway.url(), body("openai/gpt-4.1"))) {
      roleSent.get(10, TimeUnit.SECONDS);
      await()
          .during(Duration.ofMillis(300))
          .atMost(Duration.ofSeconds(5))
          .until(() -> !call.somethingArrived());
      committed.countDown();
      assertThat(call.head().getFirst()).contains("200");
    }
  }

  @Test
  void aStreamThatFailsBeforeItsFirstContentIsTakenOverUnseen() throws Exception {
    upstream.script((request, connection) -> {
      if (request.target().startsWith("/openai")) {
        connection.open(200, EVENTS);
        connection.chunk(ROLE);
        connection.socket().close();
      } else {
        whole(connection);
      }
    });

    try (RawCall call = RawCall.chat(gateway.url(), body("two"))) {
      assertThat(call.head())
          .anyMatch(line ->
              line.startsWith("x-cameleer-attempts: openai/gpt-4.1:")
                  && line.endsWith(", deepseek/deepseek-flash:ok"));
      List<String> lines = call.remainingLines();
      assertThat(lines).filteredOn(line -> line.contains("\"role\"")).hasSize(1);
      assertThat(lines.getLast()).isEqualTo("data: [DONE]");
    }
  }

  @Test
  void aStreamThatBreaksOffAfterItsFirstContentEndsInAnErrorEvent() throws Exception {
    upstream.script((request, connection) -> {
      connection.open(200, EVENTS);
      connection.chunk(ROLE + token("half"));
      connection.socket().close();
    });

    try (RawCall call = RawCall.chat(gateway.url(), body("two"))) {
      List<String> lines = call.remainingLines();
      assertThat(lines.getLast()).contains("\"error\":").contains("upstream_connection_error");
      assertThat(lines).noneMatch(line -> line.contains("[DONE]") || line.contains("\"stop\""));
    }
    assertThat(upstream.requests()).as("no other candidate is asked").hasSize(1);
  }

  @Test
  void aStreamThatClosesProperlyButWithoutItsTerminalEventIsAnError() throws Exception {
    upstream.script((request, connection) -> {
      connection.open(200, EVENTS);
      connection.chunk(ROLE + token("half"));
      connection.end();
    });

    try (RawCall call = RawCall.chat(gateway.url(), body("openai/gpt-4.1"))) {
      List<String> lines = call.remainingLines();
      assertThat(lines.getLast())
          .contains("\"error\":")
          .contains("ended before the answer was whole");
      assertThat(lines).noneMatch(line -> line.contains("[DONE]"));
    }
  }

  @Test
  void anErrorEventOfTheProviderReachesTheClientAsOne() throws Exception {
    upstream.script((request, connection) -> {
      connection.open(200, EVENTS);
      connection.chunk(ROLE + token("half"));
      connection.chunk(
          "data:"
              + " {\"error\":{\"message\":\"overloaded\",\"type\":\"server_error\",\"code\":null}}\n\n");
      connection.end();
    });

    try (RawCall call = RawCall.chat(gateway.url(), body("openai/gpt-4.1"))) {
      assertThat(call.remainingLines().getLast()).contains("\"error\":").contains("overloaded");
    }
  }

  @Test
  void jsonInPlaceOfAStreamIsAnErrorBeforeTheCommit() throws Exception {
    upstream.script((request, connection) ->
        connection.reply(
            200,
            Map.of("Content-Type", "application/json"),
            "{\"error\":{\"message\":\"no\",\"type\":\"server_error\",\"code\":null}}".getBytes()));

    try (RawCall call = RawCall.chat(gateway.url(), body("openai/gpt-4.1"))) {
      assertThat(call.head().getFirst()).doesNotContain("200");
    }
  }

  @Test
  void theUpstreamIsDroppedWithinASecondOfTheClientsLeavingWhileItIsSilentInMidStream()
      throws Exception {
    CompletableFuture<Long> dropped = new CompletableFuture<>();
    upstream.script((request, connection) -> {
      connection.open(200, EVENTS);
      connection.chunk(ROLE + token("one"));
      dropped.complete(awaitDrop(connection));
    });

    RawCall call = RawCall.chat(gateway.url(), body("two"));
    call.nextLine();
    call.nextLine();
    long leftAt = System.nanoTime();
    call.close();

    assertThat(Duration.ofNanos(dropped.get(10, TimeUnit.SECONDS) - leftAt))
        .isLessThan(Duration.ofSeconds(1));
    assertThat(upstream.requests()).as("no other candidate is asked").hasSize(1);
  }

  @Test
  void theUpstreamIsDroppedWithinASecondOfTheClientsLeavingBeforeTheFirstByte() throws Exception {
    CompletableFuture<Void> received = new CompletableFuture<>();
    CompletableFuture<Long> dropped = new CompletableFuture<>();
    upstream.script((request, connection) -> {
      received.complete(null);
      dropped.complete(awaitDrop(connection));
    });

    RawCall call = RawCall.chat(gateway.url(), body("two"));
    received.get(10, TimeUnit.SECONDS);
    long leftAt = System.nanoTime();
    call.close();

    assertThat(Duration.ofNanos(dropped.get(10, TimeUnit.SECONDS) - leftAt))
        .isLessThan(Duration.ofSeconds(1));
    assertThat(upstream.requests()).hasSize(1);
  }

  @Test
  void theConnectionStaysOpenForTheNextCallAfterAWholeStream() throws Exception {
    CompletableFuture<Boolean> closedByGateway = new CompletableFuture<>();
    upstream.script((request, connection) -> {
      whole(connection);
      connection.socket().setSoTimeout(1_000);
      closedByGateway.complete(connection.closedWithinTimeout());
    });

    try (RawCall call = RawCall.chat(gateway.url(), body("mistral/mistral-large-4"))) {
      call.remainingLines();
    }

    assertThat(closedByGateway.get(10, TimeUnit.SECONDS)).isFalse();
  }

  @Test
  void aWholeStreamOverHttp2IsNotTakenForAbandonedWhenItCloses() throws Exception {
    CountDownLatch clientClosed = new CountDownLatch(1);
    upstream.script((request, connection) -> {
      connection.open(200, EVENTS);
      connection.chunk(ROLE + token("hello") + FINISH + USAGE + DONE);
      clientClosed.await(10, TimeUnit.SECONDS);
      connection.end();
    });

    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(gateway.url() + "/v1/chat/completions"))
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(body("mistral/mistral-small-2603")))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(answer.body()).endsWith("data: [DONE]\n\n");
    }
    clientClosed.countDown();

    MeterRegistry meters = gateway.context().getBean(MeterRegistry.class);
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() ->
            assertThat(
                    meters
                        .find("gen_ai.server.request.duration")
                        .tag("gen_ai.request.model", "mistral-small-2603")
                        .timers())
                .singleElement()
                .satisfies(timer -> assertThat(timer.getId().getTag("error.type")).isEmpty()));
  }

  @Test
  void aStreamThatIsIdleForFifteenSecondsGetsAComment() throws Exception {
    CountDownLatch commented = new CountDownLatch(1);
    upstream.script((request, connection) -> {
      connection.open(200, EVENTS);
      connection.chunk(ROLE + token("one"));
      commented.await(30, TimeUnit.SECONDS);
      connection.chunk(FINISH + DONE);
      connection.end();
    });

    try (RawCall call = RawCall.chat(gateway.url(), body("openai/gpt-4.1"))) {
      call.nextLine();
      call.nextLine();
      long idleSince = System.nanoTime();
      assertThat(call.nextLine()).startsWith(":");
      assertThat(Duration.ofNanos(System.nanoTime() - idleSince))
          .isBetween(Duration.ofSeconds(14), Duration.ofSeconds(18));
      commented.countDown();
      assertThat(call.remainingLines().getLast()).isEqualTo("data: [DONE]");
    }
  }

  private static long awaitDrop(ScriptedUpstream.Connection connection) {
    assertThat(connection.awaitClose()).isTrue();
    return System.nanoTime();
  }

  private static void whole(ScriptedUpstream.Connection connection) throws IOException {
    connection.open(200, EVENTS);
    connection.chunk(ROLE + token("hello") + FINISH + USAGE + DONE);
    connection.end();
  }

  private static String token(String text) {
    return """
    data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":"%s"},"finish_reason":null}]}

    """
        .formatted(text);
  }

  private static String body(String model, String... more) {
    return "{\"model\":\"%s\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]%s}"
        .formatted(model, more.length == 0 ? "" : "," + String.join(",", more));
  }
}
