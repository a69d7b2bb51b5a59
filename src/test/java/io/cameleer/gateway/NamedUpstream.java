package io.cameleer.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A provider that answers with its own name; a stream begins with it, and ends when the test says
 * so.
 */
final class NamedUpstream implements AutoCloseable {

  private static final String CHUNK =
      """
      data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":%s,"finish_reason":%s}]}

      """;
  private static final String REPLY =
      """
      {"id":"c1","object":"chat.completion","created":1,"model":"m",
       "choices":[{"index":0,"message":{"role":"assistant","content":"%s"},"finish_reason":"stop"}],
       "usage":{"prompt_tokens":1000000,"completion_tokens":0,"total_tokens":1000000}}\
      """;

  private final String name;
  private final CountDownLatch streamsEnd = new CountDownLatch(1);
  private final ScriptedUpstream upstream = new ScriptedUpstream(this::answer);

  NamedUpstream(String name) {
    this.name = name;
  }

  /** Where it listens. */
  String url() {
    return upstream.url();
  }

  /** What it is asked, and what it answers otherwise. */
  ScriptedUpstream scripted() {
    return upstream;
  }

  /** Lets all streams go on to their end. */
  void endStreams() {
    streamsEnd.countDown();
  }

  private void answer(ScriptedUpstream.Request request, ScriptedUpstream.Connection connection)
      throws IOException, InterruptedException {
    if (new String(request.body(), StandardCharsets.UTF_8).contains("\"stream\":true")) {
      connection.open(200, Map.of("Content-Type", "text/event-stream"));
      connection.chunk(
          CHUNK.formatted("{\"role\":\"assistant\",\"content\":\"%s\"}".formatted(name), "null"));
      streamsEnd.await(30, TimeUnit.SECONDS);
      connection.chunk(CHUNK.formatted("{}", "\"stop\"") + "data: [DONE]\n\n");
      connection.end();
    } else {
      connection.reply(
          200,
          Map.of("Content-Type", "application/json"),
          REPLY.formatted(name).getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public void close() {
    endStreams();
    upstream.close();
  }
}
