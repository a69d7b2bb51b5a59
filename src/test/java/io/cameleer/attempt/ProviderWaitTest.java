package io.cameleer.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cameleer.attempt.ProviderWait.Verdict;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A wait for a provider, and who ends it when. */
class ProviderWaitTest {

  private static final long HOUR = Duration.ofHours(1).toNanos();
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final StallWatch watch = new StallWatch(timer);
  private final long start = System.nanoTime();
  private final ProviderWait wait = new ProviderWait(watch, start + 12 * HOUR);

  @AfterEach
  void stop() {
    Thread.interrupted();
    wait.end();
    watch.close();
    timer.shutdownNow();
  }

  /** Whether the wait is ended by a look at this time. */
  private boolean endedAt(long time) {
    wait.endIfTooLong(time);
    return Thread.interrupted();
  }

  @Test
  void aProviderThatIsSilentForTooLongIsGivenUpOn() {
    wait.begin(Duration.ofHours(1), Duration.ofHours(2));
    assertThat(endedAt(start + HOUR - MINUTE)).isFalse();
    assertThat(wait.verdict()).isEqualTo(Verdict.NONE);
    assertThat(endedAt(start + HOUR + MINUTE)).isTrue();
    assertThat(wait.verdict()).isEqualTo(Verdict.STALLED);
  }

  @Test
  void signsOfLifeBeforeTheAnswerDoNotProlongTheWaitForIt() {
    wait.begin(Duration.ofHours(1), Duration.ofHours(9));
    wait.pause();
    wait.resume(false);
    assertThat(endedAt(start + HOUR - MINUTE)).isFalse();
    assertThat(endedAt(start + HOUR + MINUTE)).isTrue();
  }

  @Test
  void onceAnAnswerHasBegunEachPieceHasTheSameTime() {
    wait.begin(Duration.ofHours(1), Duration.ofHours(2));
    wait.pause();
    wait.resume(true);
    assertThat(endedAt(start + 2 * HOUR - MINUTE)).isFalse();
    assertThat(endedAt(System.nanoTime() + 2 * HOUR + MINUTE)).isTrue();
    assertThat(wait.verdict()).isEqualTo(Verdict.STALLED);
  }

  @Test
  void whoeverDealsWithWhatArrivedIsNotWaiting() {
    wait.begin(Duration.ofHours(1), Duration.ofHours(1));
    wait.pause();
    assertThat(endedAt(start + 20 * HOUR)).isFalse();
    assertThat(wait.verdict()).isEqualTo(Verdict.NONE);
  }

  @Test
  void theDeadlineEndsTheWaitOfAPatientCall() {
    wait.begin(Duration.ofHours(20), Duration.ofHours(20));
    assertThat(endedAt(start + 12 * HOUR - MINUTE)).isFalse();
    assertThat(endedAt(start + 12 * HOUR)).isTrue();
    assertThat(wait.verdict()).isEqualTo(Verdict.OVERDUE);
  }

  @Test
  void nothingInterruptsTheThreadBeforeOrAfterTheWait() {
    wait.interrupt();
    assertThat(Thread.interrupted()).isFalse();
    wait.begin(Duration.ofHours(1), Duration.ofHours(1));
    wait.interrupt();
    assertThat(Thread.interrupted()).isTrue();
    wait.end();
    wait.interrupt();
    assertThat(endedAt(start + 20 * HOUR)).isFalse();
  }

  @Test
  void theWatchEndsWaitsThatLastTooLong() {
    wait.begin(Duration.ofMillis(10), Duration.ofMillis(10));
    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> new CountDownLatch(1).await(30, TimeUnit.SECONDS));
    assertThat(wait.verdict()).isEqualTo(Verdict.STALLED);
  }
}
