package io.cameleer.config;

import io.cameleer.catalog.HedgeAfter;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.convert.DurationStyle;

/**
 * Reads when a second candidate is asked: a duration with its unit, or a percentile from {@code
 * p50} to {@code p99}.
 */
final class HedgeAfterConversion {

  /** What to write. */
  static final String REMEDY = "Write a duration like 800ms, or p50 to p99.";

  private static final Pattern PERCENTILE = Pattern.compile("p([5-9]\\d)");

  /** A number alone would leave open whether seconds or milliseconds are meant. */
  private static final Pattern NUMBER_ALONE = Pattern.compile("[+-]?\\d+");

  private HedgeAfterConversion() {}

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException where it is neither
   */
  static HedgeAfter convert(String written) {
    String text = written.strip();
    Matcher percentile = PERCENTILE.matcher(text);
    if (percentile.matches()) {
      return new HedgeAfter.Percentile(Integer.parseInt(percentile.group(1)));
    }
    if (NUMBER_ALONE.matcher(text).matches()) {
      throw new IllegalArgumentException("a number needs a unit");
    }
    Duration delay = DurationStyle.detectAndParse(text);
    return new HedgeAfter.Delay(delay);
  }
}
