package io.cameleer.emulation;

import java.util.concurrent.atomic.AtomicLong;

/** Ids nobody else has. */
final class Ids {

  private static final AtomicLong LAST = new AtomicLong(System.nanoTime());

  private Ids() {}

  /** The next id, with something before it. */
  static String next(String prefix) {
    return prefix + Long.toString(LAST.incrementAndGet(), Character.MAX_RADIX);
  }

  /** The next id of nine letters and digits. */
  static String nineCharacters() {
    String digits = "00000000" + next("");
    return digits.substring(digits.length() - 9);
  }
}
