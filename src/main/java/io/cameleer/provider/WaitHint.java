package io.cameleer.provider;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a provider asks to wait before the next call, in every form that providers use. */
public final class WaitHint {

  private static final Pattern RETRY_IN_TEXT =
      Pattern.compile(
          "(?:try again|retry) in ((?:\\d+(?:\\.\\d+)?(?:ms|h|m|s))+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern DURATION_PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|h|m|s)");

  private WaitHint() {}

  /**
   * The hint of an error answer: {@code retry-after-ms}, then {@code retry-after} as seconds or a
   * date, then "try again in 1.2s" in the text, then the reset time of a limit that is used up.
   *
   * @param message the provider's error message
   * @param clock for hints given as a point in time
   * @return null where there is none
   */
  public static @Nullable Duration of(UpstreamReply reply, String message, Clock clock) {
    Duration hint = milliseconds(reply.header("retry-after-ms"));
    if (hint == null) {
      hint = secondsOrDate(reply.header("retry-after"), clock);
    }
    if (hint == null) {
      hint = fromText(message);
    }
    return hint != null ? hint : fromLimits(reply, clock);
  }

  /**
   * A duration as Go and Google write it: {@code 1.5s}, {@code 6m0s}, {@code 120ms}.
   *
   * @return null where it is none
   */
  public static @Nullable Duration parseDuration(@Nullable String text) {
    if (text == null) {
      return null;
    }
    Matcher part = DURATION_PART.matcher(text);
    double milliseconds = 0;
    int end = 0;
    while (part.find() && part.start() == end) {
      double amount = Double.parseDouble(part.group(1));
      milliseconds +=
          switch (part.group(2)) {
            case "ms" -> amount;
            case "s" -> amount * 1_000;
            case "m" -> amount * 60_000;
            default -> amount * 3_600_000;
          };
      end = part.end();
    }
    return end > 0 && end == text.length() ? Duration.ofMillis(Math.round(milliseconds)) : null;
  }

  private static @Nullable Duration fromText(String message) {
    Matcher matcher = RETRY_IN_TEXT.matcher(message);
    return matcher.find() ? parseDuration(matcher.group(1)) : null;
  }

  private static @Nullable Duration milliseconds(@Nullable String value) {
    Double number = number(value);
    return number == null ? null : Duration.ofMillis(Math.round(number));
  }

  private static @Nullable Duration secondsOrDate(@Nullable String value, Clock clock) {
    Double number = number(value);
    if (number != null) {
      return Duration.ofMillis(Math.round(number * 1_000));
    }
    if (value == null) {
      return null;
    }
    try {
      return until(
          ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant(), clock);
    } catch (DateTimeException noDate) {
      return null;
    }
  }

  private static @Nullable Duration fromLimits(UpstreamReply reply, Clock clock) {
    for (String kind : new String[] {"requests", "tokens"}) {
      if ("0".equals(reply.header("x-ratelimit-remaining-" + kind))) {
        return parseDuration(reply.header("x-ratelimit-reset-" + kind));
      }
    }
    for (String kind : new String[] {"requests", "tokens", "input-tokens", "output-tokens"}) {
      String reset = reply.header("anthropic-ratelimit-" + kind + "-reset");
      if (reset != null && "0".equals(reply.header("anthropic-ratelimit-" + kind + "-remaining"))) {
        try {
          return until(Instant.parse(reset), clock);
        } catch (DateTimeException noTime) {
          return null;
        }
      }
    }
    return null;
  }

  private static Duration until(Instant time, Clock clock) {
    Duration left = Duration.between(clock.instant(), time);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private static @Nullable Double number(@Nullable String value) {
    if (value == null) {
      return null;
    }
    try {
      double number = Double.parseDouble(value.strip());
      return number >= 0 && number < Integer.MAX_VALUE ? (Double) number : null;
    } catch (NumberFormatException noNumber) {
      return null;
    }
  }
}
