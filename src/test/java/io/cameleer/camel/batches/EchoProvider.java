package io.cameleer.camel.batches;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cameleer.gateway.ScriptedUpstream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A provider that answers each prompt with itself. A prompt that begins with {@code wait} is
 * answered when the test says so, one with {@code refuse} never.
 */
final class EchoProvider implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> HEADERS = Map.of("Content-Type", "application/json");

  private final ScriptedUpstream upstream = new ScriptedUpstream(this::answer);
  private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
  private volatile CountDownLatch gate = new CountDownLatch(1);

  String url() {
    return upstream.url();
  }

  /** How often it was asked with each prompt, and where the request went. */
  Map<String, AtomicInteger> calls() {
    return calls;
  }

  int totalCalls() {
    return calls.values().stream().mapToInt(AtomicInteger::get).sum();
  }

  /** Answers whoever waits, now and from now on. */
  void open() {
    gate.countDown();
  }

  /** Forgets what was asked; from now on who is to wait waits. */
  void reset() {
    gate.countDown();
    gate = new CountDownLatch(1);
    calls.clear();
  }

  private void answer(ScriptedUpstream.Request request, ScriptedUpstream.Connection connection)
      throws Exception {
    JsonNode body = JSON.readTree(request.body());
    boolean embeddings = request.target().contains("/embeddings");
    String prompt =
        embeddings
            ? body.path("input").toString()
            : body.path("messages").path(0).path("content").asText();
    String provider = request.target().split("/", 3)[1];
    calls
        .computeIfAbsent(provider + ": " + prompt, unseen -> new AtomicInteger())
        .incrementAndGet();
    if (prompt.startsWith("refuse")) {
      reply(
          connection, 400, "{\"error\":{\"message\":\"No.\",\"type\":\"invalid_request_error\"}}");
      return;
    }
    if (prompt.startsWith("wait")) {
      gate.await();
    }
    reply(connection, 200, embeddings ? vectors() : completion(prompt));
  }

  private static void reply(ScriptedUpstream.Connection connection, int status, String json)
      throws IOException {
    connection.reply(status, HEADERS, json.getBytes(StandardCharsets.UTF_8));
  }

  private static String completion(String prompt) throws IOException {
    return """
    {"id":"c1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,
      "message":{"role":"assistant","content":%s},"finish_reason":"stop"}],
      "usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}
    """
        .formatted(JSON.writeValueAsString(prompt));
  }

  private static String vectors() {
    return """
    {"object":"list","model":"m","data":[{"object":"embedding","index":0,"embedding":[1.0,2.0]}],
      "usage":{"prompt_tokens":4,"total_tokens":4}}
    """;
  }

  @Override
  public void close() {
    gate.countDown();
    upstream.close();
  }
}
