package io.cameleer.config;

import io.cameleer.catalog.CircuitBreakerSettings;
import io.cameleer.catalog.HedgeAfter;
import io.cameleer.config.CameleerProperties.CircuitBreaker;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** Checks numbers and times. */
final class LimitsCheck {

  private static final Duration LONGEST_WAIT = Duration.ofDays(1);
  private static final Duration SHORTEST_KEEPING = Duration.ofMinutes(1);
  private static final Duration LONGEST_KEEPING = Duration.ofDays(36_500);

  private final PropertyProblems problems;

  LimitsCheck(PropertyProblems problems) {
    this.problems = problems;
  }

  /** A time to wait. */
  void timeout(String key, Duration timeout) {
    if (!timeout.isPositive() || timeout.compareTo(LONGEST_WAIT) > 0) {
      problems.report(
          key, timeout + " is no sensible wait.", "Write more than 0 and at most 1d, like 10s.");
    }
  }

  /** A number of things of which there must be one. */
  void atLeastOne(String key, int number) {
    if (number < 1) {
      problems.report(key, number + " is too small.", "Write 1 or more.");
    }
  }

  /** A size of which there must be some; in bytes. */
  long size(String key, DataSize size) {
    if (size.toBytes() < 1) {
      problems.report(key, size + " won't do.", "Write a size like 200MB.");
    }
    return size.toBytes();
  }

  /** A time to keep things. */
  void keeping(String key, Duration time) {
    if (time.compareTo(SHORTEST_KEEPING) < 0 || time.compareTo(LONGEST_KEEPING) > 0) {
      problems.report(
          key, time + " is no sensible time to keep things.", "Write at least 1m, like 7d.");
    }
  }

  /** A share of which there must be some. */
  void percentage(String key, int share) {
    if (share < 1 || share > 100) {
      problems.report(key, share + " is no share in percent.", "Write 1 to 100.");
    }
  }

  /** When a second candidate is asked; null for never. */
  void hedge(String key, @Nullable HedgeAfter hedgeAfter) {
    if (hedgeAfter instanceof HedgeAfter.Delay fixed) {
      timeout(key, fixed.delay());
    }
  }

  /** The settings of a circuit breaker. */
  CircuitBreakerSettings breaker(String key, CircuitBreaker breaker) {
    timeout(key + ".open-for", breaker.openFor());
    atLeastOne(key + ".window", breaker.window());
    atLeastOne(key + ".minimum-calls", breaker.minimumCalls());
    atLeastOne(key + ".half-open-calls", breaker.halfOpenCalls());
    if (breaker.minimumCalls() > breaker.window()) {
      problems.report(
          key + ".minimum-calls",
          "it is larger than the window of " + breaker.window() + " calls.",
          "Make the window larger or this smaller.");
    }
    percentage(key + ".failure-rate", breaker.failureRate());
    timeout(key + ".slow-call", breaker.slowCall());
    percentage(key + ".slow-call-rate", breaker.slowCallRate());
    return new CircuitBreakerSettings(
        breaker.window(),
        breaker.minimumCalls(),
        breaker.failureRate(),
        breaker.openFor(),
        breaker.halfOpenCalls(),
        breaker.slowCall(),
        breaker.slowCallRate());
  }
}
