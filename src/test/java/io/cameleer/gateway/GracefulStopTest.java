package io.cameleer.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A gateway that is told to stop answers what it has begun, takes nothing new, and ends well. */
class GracefulStopTest {

  private static final int STREAMS = 200;
  private static final String STREAM =
      "{\"model\":\"openai/m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
  private static final String PLAIN =
      "{\"model\":\"openai/m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

  private final CountDownLatch goOn = new CountDownLatch(1);
  private final ScriptedUpstream upstream = new ScriptedUpstream(this::answer);
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Begins to answer at once, and ends when the test says so. */
  private void answer(ScriptedUpstream.Request request, ScriptedUpstream.Connection connection)
      throws Exception {
    if (new String(request.body(), StandardCharsets.UTF_8).contains("\"stream\"")) {
      connection.open(200, Map.of("Content-Type", "text/event-stream"));
      connection.chunk(chunk("{\"content\":\"one\"}", "null"));
      goOn.await(60, TimeUnit.SECONDS);
      connection.chunk(chunk("{\"content\":\"two\"}", "null") + chunk("{}", "\"stop\""));
      connection.chunk("data: [DONE]\n\n");
      connection.end();
    } else {
      goOn.await(60, TimeUnit.SECONDS);
      connection.reply(500, Map.of(), new byte[0]);
    }
  }

  private static String chunk(String delta, String finishReason) {
    return """
    data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":%s,"finish_reason":%s}]}

    """
        .formatted(delta, finishReason);
  }

  @AfterEach
  void stopUpstream() {
    goOn.countDown();
    client.close();
    upstream.close();
  }

  @Test
  void twoHundredStreamsEndAsUsualAndNobodyGetsInAfterTheNotice() throws Exception {
    Map<String, String> properties = Gateway.providersAt(upstream.url());
    properties.put("cameleer.server.shutdown-notice", "2s");
    try (GatewayProcess gateway = GatewayProcess.start(properties)) {
      List<RawCall> streams = openStreams(gateway.url());

      gateway.terminate();

      await().until(() -> get(gateway.url() + "/health/ready").statusCode() == 503);
      HttpResponse<String> late = get(gateway.url() + "/v1/models");
      assertThat(late.statusCode()).isEqualTo(200);
      assertThat(late.headers().firstValue("connection")).hasValue("close");
      await()
          .untilAsserted(() ->
              assertThatThrownBy(() -> connect(gateway.url()))
                  .isInstanceOf(ConnectException.class));
      goOn.countDown();
      for (RawCall stream : streams) {
        assertThat(stream.remainingLines())
            .anyMatch(line -> line.contains("\"content\":\"two\""))
            .last()
            .isEqualTo("data: [DONE]");
        stream.close();
      }
      assertThat(gateway.exitCode()).isZero();
    }
  }

  private static List<RawCall> openStreams(String url) throws IOException {
    List<RawCall> streams = new ArrayList<>();
    for (int i = 0; i < STREAMS; i++) {
      streams.add(RawCall.chat(url, STREAM));
    }
    for (RawCall stream : streams) {
      assertThat(stream.nextLine()).contains("\"content\":\"one\"");
    }
    return streams;
  }

  @Test
  void aCallThatTakesLongerThanTheGraceFailsAndSaysWhy() throws Exception {
    Map<String, String> properties = Gateway.providersAt(upstream.url());
    properties.put("cameleer.server.shutdown-grace", "300ms");
    Gateway gateway = Gateway.start(properties);
    CompletableFuture<HttpResponse<byte[]>> plain =
        CompletableFuture.supplyAsync(() -> {
          try {
            return gateway.post("/v1/chat/completions", PLAIN);
          } catch (Exception failed) {
            throw new IllegalStateException(failed);
          }
        });
    try (RawCall stream = RawCall.chat(gateway.url(), STREAM)) {
      assertThat(stream.nextLine()).contains("\"content\":\"one\"");
      await().until(() -> gateway.inFlight("openai") == 2);

      gateway.close();

      assertThat(stream.remainingLines())
          .singleElement()
          .asString()
          .contains("\"code\":\"gateway_stopping\"");
      assertThat(plain.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(503);
      assertThat(new String(plain.get().body(), StandardCharsets.UTF_8))
          .contains("\"code\":\"gateway_stopping\"");
    }
  }

  @Test
  void aStreamOverHttp2EndsAsUsualToo() throws Exception {
    Gateway gateway = Gateway.start(Gateway.providersAt(upstream.url()));
    try (HttpClient http2 = HttpClient.newHttpClient()) {
      HttpResponse<Stream<String>> stream = http2.send(post(gateway.url()), BodyHandlers.ofLines());
      assertThat(stream.version()).isEqualTo(HttpClient.Version.HTTP_2);

      CompletableFuture<Void> stop = CompletableFuture.runAsync(gateway::close);

      await()
          .untilAsserted(() ->
              assertThatThrownBy(() -> connect(gateway.url()))
                  .isInstanceOf(ConnectException.class));
      goOn.countDown();
      assertThat(stream.body())
          .filteredOn(line -> !line.isEmpty())
          .last()
          .isEqualTo("data: [DONE]");
      assertThat(stop).succeedsWithin(Duration.ofSeconds(15));
    }
  }

  private static HttpRequest post(String url) {
    return HttpRequest.newBuilder(URI.create(url + "/v1/chat/completions"))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(STREAM))
        .build();
  }

  private HttpResponse<String> get(String url) throws Exception {
    return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
  }

  private static void connect(String url) throws IOException {
    URI address = URI.create(url);
    new Socket(address.getHost(), address.getPort()).close();
  }
}
