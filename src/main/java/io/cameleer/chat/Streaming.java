package io.cameleer.chat;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether and how the client wants the answer streamed.
 *
 * @param enabled {@code stream}
 * @param includeUsage {@code stream_options.include_usage}
 * @param extras further fields of {@code stream_options}
 */
public record Streaming(
    boolean enabled, boolean includeUsage, Map<String, @Nullable Object> extras) {
  /** One reply, not streamed. */
  public static final Streaming OFF = new Streaming(false, false, Map.of());
}
