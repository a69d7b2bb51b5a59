package io.cameleer.camel.observation;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out which metrics an expression of Prometheus's query language names. */
final class PromQl {

  private static final Pattern SELECTORS_AND_RANGES =
      Pattern.compile("\\{[^}]*}|\\[[^]]*]|\"[^\"]*\"");
  private static final Pattern GROUPINGS =
      Pattern.compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
  private static final Pattern WORD = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*(\\s*\\()?");
  private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool", "offset");

  private PromQl() {}

  /** The names, buckets and sums of histograms as such. */
  static Set<String> metrics(String expression) {
    String bare = SELECTORS_AND_RANGES.matcher(expression).replaceAll(" ");
    Matcher words = WORD.matcher(GROUPINGS.matcher(bare).replaceAll(" "));
    Set<String> metrics = new TreeSet<>();
    while (words.find()) {
      boolean function = words.group(1) != null;
      if (!function && !OPERATORS.contains(words.group())) {
        metrics.add(words.group());
      }
    }
    return metrics;
  }
}
