package io.cameleer.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How long a call has waited, however many of its attempts did so at once. */
class WaitingTimeTest {

  private final WaitingTime waitingTime = new WaitingTime();

  /** Until the clock has visibly moved on. */
  private static void letTimePass() {
    long until = System.nanoTime() + 100_000;
    while (System.nanoTime() - until < 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void timePassesOnlyWhileSomethingWaits() {
    assertThat(waitingTime.nanos()).isZero();
    waitingTime.begin();
    letTimePass();
    assertThat(waitingTime.nanos()).as("while it waits").isGreaterThanOrEqualTo(100_000);
    waitingTime.end();
    long waited = waitingTime.nanos();
    letTimePass();
    assertThat(waitingTime.nanos()).as("afterwards").isEqualTo(waited);
  }

  @Test
  void waitsBesideEachOtherCountOnce() {
    long before = System.nanoTime();
    waitingTime.begin();
    waitingTime.begin();
    letTimePass();
    waitingTime.end();
    letTimePass();
    waitingTime.end();
    assertThat(waitingTime.nanos()).isBetween(200_000L, System.nanoTime() - before);
  }

  @Test
  void waitsOneAfterTheOtherAddUp() {
    waitingTime.begin();
    letTimePass();
    waitingTime.end();
    waitingTime.begin();
    letTimePass();
    waitingTime.end();
    assertThat(waitingTime.nanos()).isGreaterThanOrEqualTo(200_000);
  }
}
