package io.cameleer.camel.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatienceTest {

  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Duration FOREVER = Duration.ofDays(1);
  private static final Failure DOWN =
      Failure.of(503, "api_error", "provider_unavailable", "down", FailureClass.FAIL_OVER);

  private final Patience patience = new Patience();

  @Test
  void eachWaitIsLongerThanTheOneBeforeUpToHalfAMinute() {
    for (int seconds : new int[] {1, 2, 4, 8, 16, 30, 30}) {
      assertThat(patience.after(DOWN, LIMIT, FOREVER))
          .isBetween(Duration.ofMillis(500L * seconds), Duration.ofSeconds(seconds));
    }
  }

  @Test
  void patienceLastsForMinutesAndThenNoLonger() {
    Duration waited = Duration.ZERO;
    for (Duration wait = Duration.ZERO; wait != null; ) {
      waited = waited.plus(wait);
      wait = patience.after(DOWN, LIMIT, FOREVER);
    }
    assertThat(waited).isBetween(LIMIT.minusSeconds(30), LIMIT);
  }

  @Test
  void aWaitThatEndsBehindTheDeadlineIsNotBegun() {
    assertThat(patience.after(DOWN, LIMIT, Duration.ofMillis(400))).isNull();
  }

  @Test
  void aProviderThatSaysWhenItIsBackIsNotAskedEarlier() {
    Duration hint = Duration.ofSeconds(40);
    Failure throttled =
        Failure.of(429, "rate_limit_error", "rate_limited", "slower", FailureClass.RETRY_SAME)
            .fromUpstream(429, hint);
    assertThat(patience.after(throttled, LIMIT, FOREVER))
        .isBetween(hint, hint.plus(Duration.ofSeconds(1)));
    assertThat(patience.after(throttled, LIMIT, hint)).isNull();
  }

  @Test
  void waitingForAProviderThatHasEnoughToDoUsesNoPatienceUp() {
    Failure busy = Failure.of(429, "api_error", "provider_busy", "busy", FailureClass.FAIL_OVER);
    for (int wait = 0; wait < 1_000; wait++) {
      assertThat(patience.after(busy, Duration.ofSeconds(1), FOREVER))
          .isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
    }
    assertThat(patience.after(DOWN, LIMIT, FOREVER)).isLessThanOrEqualTo(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @CsvSource({
    "BAD_REQUEST, 400, false",
    "CONTEXT, 400, false",
    "FILTER, 400, false",
    "ABANDONED, 504, false",
    "FAIL_OVER, 404, false",
    "AUTH, 401, true",
    "RETRY_SAME, 408, true",
    "FAIL_OVER, 529, true"
  })
  void onlyWhatMayPassIsWaitedFor(FailureClass kind, int upstream, boolean passes) {
    Failure failure =
        Failure.of(502, "api_error", "provider_error", "no", kind).fromUpstream(upstream, null);
    assertThat(patience.after(failure, LIMIT, FOREVER) != null).isEqualTo(passes);
  }
}
