package io.cameleer.catalog;

import java.time.Duration;

/**
 * When a provider is left alone for a while.
 *
 * @param window the last calls that are looked at
 * @param minimumCalls no verdict before that many of them
 * @param failureRatePercent from this share of failed calls on the breaker opens
 * @param openFor how long it stays open
 * @param halfOpenCalls how many calls are let through then to decide whether it closes
 * @param slowCall from this time on a call counts as slow
 * @param slowCallRatePercent from this share of slow calls on the breaker opens; 100 for never
 */
public record CircuitBreakerSettings(
    int window,
    int minimumCalls,
    int failureRatePercent,
    Duration openFor,
    int halfOpenCalls,
    Duration slowCall,
    int slowCallRatePercent) {

  /** What holds where nothing is configured. */
  public static final CircuitBreakerSettings DEFAULT =
      new CircuitBreakerSettings(
          100, 20, 50, Duration.ofSeconds(10), 5, Duration.ofMinutes(10), 100);
}
