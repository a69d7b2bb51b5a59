package io.cameleer.camel.jobs;

import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * How long a job waits after its call has failed, until it makes another one: twice as long each
 * time, or as long as the provider asks for, until its patience is used up. Waiting for a provider
 * that has as many calls as it may have uses up none.
 */
final class Patience {

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration WHILE_BUSY = Duration.ofSeconds(1);
  private static final double JITTER = 0.5;
  private static final String BUSY = "provider_busy";
  private static final String DEFECT = "internal_error";
  private static final Set<Integer> LATER = Set.of(401, 402, 403, 408, 409, 425, 429);

  private Duration used = Duration.ZERO;
  private int waits;

  /**
   * The wait after a failure.
   *
   * @param limit how long all waits together may be
   * @param timeLeft how long the job may take
   * @return null where no further call is worth it
   */
  @Nullable Duration after(Failure failure, Duration limit, Duration timeLeft) {
    if (!mayPass(failure)) {
      return null;
    }
    Duration wait;
    if (BUSY.equals(failure.code())) {
      wait = jittered(WHILE_BUSY);
    } else {
      wait = wait(failure);
      used = used.plus(wait);
    }
    return used.compareTo(limit) > 0 || wait.compareTo(timeLeft) >= 0 ? null : wait;
  }

  /** Whether the failure may be gone in a while. */
  private static boolean mayPass(Failure failure) {
    FailureClass kind = failure.failureClass();
    Integer status = failure.upstreamStatus();
    return (kind == FailureClass.RETRY_SAME
            || kind == FailureClass.FAIL_OVER
            || kind == FailureClass.AUTH)
        && !DEFECT.equals(failure.code())
        && (status == null || status >= 500 || LATER.contains(status));
  }

  private Duration wait(Failure failure) {
    Duration hint = failure.retryAfter();
    Duration doubled = FIRST.multipliedBy(1L << Math.min(waits++, 10));
    Duration own = jittered(doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST);
    return hint == null || hint.compareTo(own) < 0 ? own : hint.plus(jittered(FIRST));
  }

  private static Duration jittered(Duration duration) {
    double share = 1 - JITTER * ThreadLocalRandom.current().nextDouble();
    return Duration.ofNanos((long) (duration.toNanos() * share));
  }
}
