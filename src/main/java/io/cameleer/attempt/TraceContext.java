package io.cameleer.attempt;

import org.jspecify.annotations.Nullable;

/**
 * A place in a trace, as W3C's Trace Context has it.
 *
 * @param traceId 32 hexadecimal digits
 * @param spanId 16 hexadecimal digits: the place within the trace
 * @param sampled whether it is recorded
 * @param state the value of {@code tracestate}, or null where there is none
 */
public record TraceContext(String traceId, String spanId, boolean sampled, @Nullable String state) {

  /** The header or record header that holds the place. */
  public static final String PARENT_HEADER = "traceparent";

  /** The one that holds what else goes with the trace. */
  public static final String STATE_HEADER = "tracestate";

  /** The value of {@code traceparent}. */
  public String parent() {
    return "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
  }
}
