package io.cameleer.job.topic;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text that says which records behind a committed offset are done: the lengths of runs, by
 * turns not done and done, each as a number of seven bits per byte; all of it as base64. It starts
 * with a run that is not done and ends with one that is.
 */
final class DoneRecords {

  private static final String PREFIX = "cameleer1:";
  private static final int MORE = 0x80;
  private static final int SEVEN_BITS = 0x7f;

  private DoneRecords() {}

  /**
   * A run of records that are done.
   *
   * @param from the first offset
   * @param to the first offset behind it
   */
  record Run(long from, long to) {}

  /** Writes runs, which are in order and don't touch each other, as seen from an offset. */
  static String write(long offset, List<Run> runs) {
    if (runs.isEmpty()) {
      return "";
    }
    ByteArrayOutputStream lengths = new ByteArrayOutputStream(runs.size() * 2);
    long at = offset;
    for (Run run : runs) {
      writeNumber(lengths, run.from() - at);
      writeNumber(lengths, run.to() - run.from());
      at = run.to();
    }
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(lengths.toByteArray());
  }

  /**
   * Reads runs.
   *
   * @param offset the offset the text was committed with
   * @return the runs in order, or null where the text is not one of ours
   */
  static @Nullable List<Run> read(long offset, String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    if (!text.startsWith(PREFIX)) {
      return null;
    }
    try {
      byte[] lengths = Base64.getUrlDecoder().decode(text.substring(PREFIX.length()));
      return new Reader(lengths).runs(offset);
    } catch (IllegalArgumentException | ArithmeticException damaged) {
      return null;
    }
  }

  private static void writeNumber(ByteArrayOutputStream target, long number) {
    long rest = number;
    while (rest > SEVEN_BITS) {
      target.write((int) (rest & SEVEN_BITS) | MORE);
      rest >>>= 7;
    }
    target.write((int) rest);
  }

  private static final class Reader {

    private final byte[] lengths;
    private int at;

    Reader(byte[] lengths) {
      this.lengths = lengths;
    }

    List<Run> runs(long offset) {
      List<Run> runs = new ArrayList<>();
      long end = offset;
      while (at < lengths.length) {
        long from = Math.addExact(end, number());
        end = Math.addExact(from, number());
        runs.add(new Run(from, end));
      }
      return runs;
    }

    private long number() {
      long number = 0;
      for (int shift = 0; shift < Long.SIZE - 1; shift += 7) {
        if (at == lengths.length) {
          throw new IllegalArgumentException("a number breaks off");
        }
        byte part = lengths[at++];
        number |= (long) (part & SEVEN_BITS) << shift;
        if (part >= 0) {
          return number;
        }
      }
      throw new IllegalArgumentException("a number is too long");
    }
  }
}
