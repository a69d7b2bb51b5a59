package io.cameleer.attempt;

import static io.cameleer.attempt.Candidates.FIRST;
import static io.cameleer.attempt.Candidates.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How soon and how fast candidates answer. */
class ObservedHealthTest {

  private static final long SECOND_LONG = Duration.ofSeconds(1).toNanos();

  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1);
  private final ObservedHealth health = new ObservedHealth(clock::get);

  @Test
  void nothingIsKnownOfACandidateThatHasNotAnsweredYet() {
    health.answered(FIRST, 1, 1, 1);
    assertThat(health.medianFirstTokenNanos(SECOND)).isEqualTo(-1);
    assertThat(health.medianTokensPerSecond(SECOND)).isEqualTo(-1);
    assertThat(health.firstTokenNanos(SECOND, 95)).isEqualTo(-1);
  }

  @Test
  void theMedianIsThatOfTheLatestAnswers() {
    for (int i = 1; i <= 5; i++) {
      health.answered(FIRST, i, i * 100L, SECOND_LONG);
    }
    assertThat(health.medianFirstTokenNanos(FIRST)).isEqualTo(3);
    assertThat(health.medianTokensPerSecond(FIRST)).isEqualTo(300);
    assertThat(health.firstTokenNanos(FIRST, 99)).isEqualTo(5);
  }

  @Test
  void anAnswerThatReportsNoTokensSaysHowSoonItCameAllTheSame() {
    health.answered(FIRST, 9, 0, SECOND_LONG);
    assertThat(health.medianFirstTokenNanos(FIRST)).isEqualTo(9);
    assertThat(health.medianTokensPerSecond(FIRST)).isEqualTo(-1);
  }

  @Test
  void whatWasOnceSlowIsForgotten() {
    health.answered(FIRST, SECOND_LONG, 1, SECOND_LONG);
    clock.addAndGet(Duration.ofMinutes(5).toNanos() + 1);
    assertThat(health.medianFirstTokenNanos(FIRST)).isEqualTo(-1);
    assertThat(health.medianTokensPerSecond(FIRST)).isEqualTo(-1);
  }

  @Test
  void whatIsRememberedHasABound() {
    for (int i = 0; i < 4_096; i++) {
      health.answered(Candidates.of("p" + i), 1, 1, SECOND_LONG);
    }
    health.answered(FIRST, 1, 1, SECOND_LONG);
    health.answered(Candidates.of("p0"), 5, 1, SECOND_LONG);
    assertThat(health.medianFirstTokenNanos(FIRST)).isEqualTo(-1);
    assertThat(health.firstTokenNanos(Candidates.of("p0"), 99)).isEqualTo(5);
  }
}
