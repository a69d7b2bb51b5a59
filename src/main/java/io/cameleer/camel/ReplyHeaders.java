package io.cameleer.camel;

import io.cameleer.attempt.Provenance;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The headers a caller gets beside the content type: the call's provenance. */
public final class ReplyHeaders {

  private static final Map<String, String> STREAM =
      Map.of(
          "Content-Type", "text/event-stream; charset=utf-8",
          "Cache-Control", "no-cache",
          // Without this nginx gathers events before it passes them on.
          "X-Accel-Buffering", "no");

  /** Provenance as headers. */
  public Map<String, String> of(Provenance provenance) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("x-request-id", provenance.requestId());
    if (provenance.provider() != null) {
      headers.put("x-cameleer-provider", provenance.provider());
    }
    if (provenance.model() != null) {
      headers.put("x-cameleer-model", headerSafe(provenance.model()));
    }
    if (!provenance.attempts().isEmpty()) {
      headers.put("x-cameleer-attempts", headerSafe(provenance.attempts()));
    }
    if (!provenance.droppedParameters().isEmpty()) {
      headers.put(
          "x-cameleer-dropped-params",
          headerSafe(String.join(", ", provenance.droppedParameters())));
    }
    if (!provenance.warnings().isEmpty()) {
      headers.put("Warning", warning(provenance.warnings()));
    }
    headers.put("x-cameleer-overhead-ms", milliseconds(provenance.overheadNanos()));
    if (provenance.costUsd() != null) {
      headers.put("x-cameleer-cost-usd", provenance.costUsd().toPlainString());
    }
    return headers;
  }

  /** What an event stream needs so that nobody on the way holds events back. */
  Map<String, String> forStream() {
    return STREAM;
  }

  /** Milliseconds with three decimals. */
  static String milliseconds(long nanos) {
    return BigDecimal.valueOf(TimeUnit.NANOSECONDS.toMicros(nanos), 3).toString();
  }

  /** As RFC 7234 has it, with code 299: a lasting, miscellaneous warning. */
  private static String warning(List<String> warnings) {
    return warnings.stream()
        .map(text -> "299 cameleer \"" + headerSafe(text).replace('"', '\'') + '"')
        .collect(Collectors.joining(", "));
  }

  /** Model ids come from clients; a header must be printable ASCII. */
  private static String headerSafe(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return text.replaceAll("[^ -~]", "?");
      }
    }
    return text;
  }
}
