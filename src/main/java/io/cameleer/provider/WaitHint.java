package io.cameleer.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.cameleer.json.Json;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a provider asks to wait before the next call, in every form that providers use. */
public final class WaitHint {

  private static final Pattern RETRY_IN_TEXT =
      Pattern.compile(
          "(?:try again|retry) (?:in|after) (?:((?:\\d+(?:\\.\\d+)?(?:ms|h|m|s))+)"
              + "|(\\d+(?:\\.\\d+)?) seconds?\\b)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern DURATION_PART =
      Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|µs|us|ns|h|m|s)");

  private WaitHint() {}

  /**
   * The hint of an error answer: {@code retry-after-ms}, then {@code retry-after} as seconds or a
   * date, then "try again in 1.2s" in the text, then the reset time of the limits that are used up.
   *
   * @param message the provider's error message
   * @param clock for hints given as a point in time
   * @return null where there is none
   */
  public static @Nullable Duration of(UpstreamReply reply, String message, Clock clock) {
    return of(reply, MissingNode.getInstance(), message, clock);
  }

  /**
   * The hint of an error answer that may have Google's details: their {@code retryDelay} comes
   * after the headers and before the text.
   *
   * @param error the object with the field {@code details}, if any
   */
  public static @Nullable Duration of(
      UpstreamReply reply, JsonNode error, String message, Clock clock) {
    Duration hint = milliseconds(reply.header("retry-after-ms"));
    if (hint == null) {
      hint = secondsOrDate(reply.header("retry-after"), clock);
    }
    if (hint == null) {
      hint = fromDetails(error);
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
            case "us", "µs" -> amount / 1_000;
            case "ns" -> amount / 1_000_000;
            case "s" -> amount * 1_000;
            case "m" -> amount * 60_000;
            default -> amount * 3_600_000;
          };
      end = part.end();
    }
    return end > 0 && end == text.length() ? Duration.ofMillis(Math.round(milliseconds)) : null;
  }

  private static @Nullable Duration fromDetails(JsonNode error) {
    for (JsonNode detail : error.path("details")) {
      Duration delay = parseDuration(Json.string(detail, "retryDelay"));
      if (delay != null) {
        return delay;
      }
    }
    return null;
  }

  private static @Nullable Duration fromText(String message) {
    Matcher matcher = RETRY_IN_TEXT.matcher(message);
    if (!matcher.find()) {
      return null;
    }
    String amount = matcher.group(1);
    return parseDuration(amount == null ? matcher.group(2) + "s" : amount.toLowerCase(Locale.ROOT));
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

  /** Of several limits that are used up, the one that is there again last. */
  private static @Nullable Duration fromLimits(UpstreamReply reply, Clock clock) {
    Duration longest = null;
    for (String kind : List.of("requests", "tokens")) {
      if ("0".equals(reply.header("x-ratelimit-remaining-" + kind))) {
        longest = longer(longest, parseDuration(reply.header("x-ratelimit-reset-" + kind)));
      }
    }
    for (String kind : List.of("requests", "tokens", "input-tokens", "output-tokens")) {
      String limit = "anthropic-ratelimit-" + kind;
      if ("0".equals(reply.header(limit + "-remaining"))) {
        longest = longer(longest, untilTime(reply.header(limit + "-reset"), clock));
      }
    }
    return longest;
  }

  private static @Nullable Duration longer(@Nullable Duration one, @Nullable Duration other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.compareTo(other) < 0 ? other : one;
  }

  private static @Nullable Duration untilTime(@Nullable String time, Clock clock) {
    if (time == null) {
      return null;
    }
    try {
      return until(Instant.parse(time), clock);
    } catch (DateTimeException noTime) {
      return null;
    }
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
