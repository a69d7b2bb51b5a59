package io.cameleer.attempt;

import java.time.Duration;
import java.util.Arrays;

/** The latest values of a measurement, for percentiles that follow changes. Thread-safe. */
final class RecentValues {

  private static final int CAPACITY = 64;
  private static final long MAX_AGE_NANOS = Duration.ofMinutes(5).toNanos();

  private final long[] values = new long[CAPACITY];
  private final long[] times = new long[CAPACITY];
  private int next;
  private int size;

  synchronized void add(long value, long now) {
    values[next] = value;
    times[next] = now;
    next = (next + 1) % CAPACITY;
    size = Math.min(size + 1, CAPACITY);
  }

  /**
   * The smallest value that this share of the recent ones does not exceed.
   *
   * @param percent the share, from 1 to 100
   * @return -1 where there are none
   */
  synchronized long percentile(int percent, long now) {
    long[] recent = new long[size];
    int count = 0;
    for (int i = 0; i < size; i++) {
      if (now - times[i] <= MAX_AGE_NANOS) {
        recent[count++] = values[i];
      }
    }
    if (count == 0) {
      return -1;
    }
    Arrays.sort(recent, 0, count);
    return recent[(count * percent + 99) / 100 - 1];
  }
}
