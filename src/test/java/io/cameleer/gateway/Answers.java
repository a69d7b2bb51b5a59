package io.cameleer.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a provider of OpenAI's dialect answers, whole and piece by piece. */
public final class Answers {

  public static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
  public static final Map<String, String> EVENTS = Map.of("Content-Type", "text/event-stream");

  public static final String ROLE = event("{\"role\":\"assistant\",\"content\":\"\"}", null);
  public static final String FINISH = event("{}", "stop");
  public static final String USAGE =
      """
      data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}

      """;
  public static final String DONE = "data: [DONE]\n\n";

  private Answers() {}

  /** Answers with this text as the request wants it: at once or as a stream. */
  public static void answer(
      ScriptedUpstream.Request request, ScriptedUpstream.Connection connection, String text)
      throws IOException {
    if (isStreamed(request)) {
      connection.open(200, EVENTS);
      connection.chunk(ROLE + token(text) + FINISH + USAGE + DONE);
      connection.end();
    } else {
      connection.reply(200, JSON, bytes(whole(text)));
    }
  }

  /** Whether a request wants its answer as a stream. */
  public static boolean isStreamed(ScriptedUpstream.Request request) {
    return new String(request.body(), StandardCharsets.UTF_8).contains("\"stream\":true")
        || request.target().contains("stream");
  }

  /** A whole answer. */
  public static String whole(String text) {
    return """
    {"id":"c1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"%s"},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}\
    """
        .formatted(text);
  }

  /** One piece of a streamed answer. */
  public static String token(String text) {
    return event("{\"content\":\"" + text + "\"}", null);
  }

  private static String event(String delta, String finishReason) {
    return """
    data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":%s,"finish_reason":%s}]}

    """
        .formatted(delta, finishReason == null ? null : "\"" + finishReason + "\"");
  }

  /** An error as OpenAI words it. */
  public static byte[] error(String type, String code, String message) {
    return bytes(
        "{\"error\":{\"message\":\"%s\",\"type\":\"%s\",\"code\":\"%s\"}}"
            .formatted(message, type, code));
  }

  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
