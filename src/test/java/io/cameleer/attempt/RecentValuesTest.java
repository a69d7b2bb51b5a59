package io.cameleer.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Percentiles of what was measured lately. */
class RecentValuesTest {

  private static final long START = Long.MAX_VALUE - 5;
  private static final long FIVE_MINUTES = Duration.ofMinutes(5).toNanos();

  private final RecentValues values = new RecentValues();

  private void add(long first, long last) {
    LongStream.rangeClosed(first, last).forEach(value -> values.add(value, START));
  }

  @Test
  void nothingIsKnownAtFirst() {
    assertThat(values.percentile(50, START)).isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource({"50, 10", "75, 15", "90, 18", "95, 19", "99, 20"})
  void theSmallestValueThatThatShareDoesNotExceed(int percent, long expected) {
    add(1, 20);
    assertThat(values.percentile(percent, START)).isEqualTo(expected);
  }

  @Test
  void oneValueIsAllPercentiles() {
    values.add(7, START);
    assertThat(values.percentile(50, START)).isEqualTo(7);
    assertThat(values.percentile(99, START)).isEqualTo(7);
  }

  @Test
  void theOrderOfArrivalDoesNotMatter() {
    for (long value : new long[] {9, 1, 5, 3, 7}) {
      values.add(value, START);
    }
    assertThat(values.percentile(50, START)).isEqualTo(5);
  }

  @Test
  void newValuesReplaceTheOldest() {
    add(1_000, 1_063);
    add(1, 64);
    assertThat(values.percentile(50, START)).isEqualTo(32);
    assertThat(values.percentile(99, START)).isEqualTo(64);
  }

  @Test
  void valuesAreForgottenAfterFiveMinutes() {
    values.add(1_000, START);
    values.add(1, START + FIVE_MINUTES);
    assertThat(values.percentile(99, START + FIVE_MINUTES)).isEqualTo(1_000);
    assertThat(values.percentile(99, START + FIVE_MINUTES + 1)).isEqualTo(1);
    assertThat(values.percentile(99, START + 2 * FIVE_MINUTES + 1)).isEqualTo(-1);
  }
}
