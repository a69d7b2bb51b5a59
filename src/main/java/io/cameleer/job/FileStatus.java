package io.cameleer.job;

import java.util.Locale;

/** What a file's status field says. */
public enum FileStatus {
  /** It is there and has not been looked at. */
  UPLOADED,
  /** It can be used. */
  PROCESSED,
  /** It can't be used. */
  ERROR;

  /** The name clients see, such as {@code processed}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The one with this name.
   *
   * @throws IllegalArgumentException where there is none
   */
  public static FileStatus ofWireName(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
