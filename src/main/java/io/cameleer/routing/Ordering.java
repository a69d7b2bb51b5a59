package io.cameleer.routing;

import java.util.List;

/** Decides in which order the options of an alias are asked. Every option stays. */
interface Ordering {

  /** Best first. */
  List<Ranked> order(String alias, List<Option> options);

  /** As they are written. */
  static List<Ranked> asWritten(List<Option> options) {
    return options.stream().map(option -> new Ranked(option, "first of", "")).toList();
  }

  /**
   * An option in its place.
   *
   * @param asFirst why it is the first, as in {@code first of}: the name of the alias follows
   * @param note what decided its place, or empty
   */
  record Ranked(Option option, String asFirst, String note) {}
}
