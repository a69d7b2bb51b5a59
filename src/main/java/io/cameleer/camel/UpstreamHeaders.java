package io.cameleer.camel;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** The headers of a provider's answer. */
final class UpstreamHeaders {

  private static final String RATE_LIMIT = "x-ratelimit-";

  private UpstreamHeaders() {}

  /** All of them, by lower-case name. */
  static Map<String, String> all(Message message) {
    Map<String, String> headers = new HashMap<>();
    message
        .getHeaders()
        .forEach(
            (name, value) -> headers.put(name.toLowerCase(Locale.ROOT), String.valueOf(value)));
    return headers;
  }

  /** Those that the client gets too: OpenAI's rate-limit headers. */
  static Map<String, String> kept(Message message) {
    Map<String, String> kept = null;
    for (Map.Entry<String, Object> header : message.getHeaders().entrySet()) {
      if (header.getKey().regionMatches(true, 0, RATE_LIMIT, 0, RATE_LIMIT.length())) {
        kept = kept == null ? new HashMap<>() : kept;
        kept.put(header.getKey().toLowerCase(Locale.ROOT), String.valueOf(header.getValue()));
      }
    }
    return kept == null ? Map.of() : kept;
  }

  /** Whether the answer is JSON, which in place of a stream is an error. */
  static boolean isJson(Message message) {
    String type = message.getHeader(Exchange.CONTENT_TYPE, String.class);
    return type != null && type.toLowerCase(Locale.ROOT).startsWith("application/json");
  }
}
