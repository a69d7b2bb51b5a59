package io.cameleer.api;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads how long a file is to be kept: OpenAI's {@code expires_after}. */
public final class ExpiresAfter {

  private static final List<String> ANCHORS = List.of("created_at");
  private static final long LEAST_SECONDS = Duration.ofHours(1).toSeconds();
  private static final long MOST_SECONDS = Duration.ofDays(30).toSeconds();

  private ExpiresAfter() {}

  /**
   * Reads it as the fields of a form say it.
   *
   * @param anchor from when on, or null where the form does not say
   * @param seconds for how long, or null where the form does not say
   * @return null where neither is said
   * @throws io.cameleer.chat.CallFailedException where that can't be: status 400, naming the field
   */
  public static @Nullable Duration ofForm(@Nullable String anchor, @Nullable String seconds) {
    if (anchor == null && seconds == null) {
      return null;
    }
    String path = "expires_after[seconds]";
    try {
      return read(
          "expires_after[anchor]", anchor, path, seconds == null ? null : Long.valueOf(seconds));
    } catch (NumberFormatException noNumber) {
      throw Invalid.type(path, "an integer", seconds);
    }
  }

  /** Reads it as JSON says it. */
  static Duration read(
      String anchorPath, @Nullable String anchor, String secondsPath, @Nullable Long seconds) {
    if (anchor == null) {
      throw Invalid.missing(anchorPath);
    }
    if (!ANCHORS.contains(anchor)) {
      throw Invalid.value(anchorPath, anchor, ANCHORS);
    }
    if (seconds == null) {
      throw Invalid.missing(secondsPath);
    }
    if (seconds < LEAST_SECONDS) {
      throw Invalid.below(secondsPath, "integer", LEAST_SECONDS, seconds);
    }
    if (seconds > MOST_SECONDS) {
      throw Invalid.above(secondsPath, "integer", MOST_SECONDS, seconds);
    }
    return Duration.ofSeconds(seconds);
  }
}
