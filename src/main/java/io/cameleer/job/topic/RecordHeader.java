package io.cameleer.job.topic;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A header of a record.
 *
 * @param value its bytes, not to be changed, or null
 */
public record RecordHeader(String name, byte @Nullable [] value) {

  /** A header whose value is text. */
  public static RecordHeader of(String name, String text) {
    return new RecordHeader(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The value as text, or null. */
  @Nullable String text() {
    return value == null ? null : new String(value, StandardCharsets.UTF_8);
  }
}
