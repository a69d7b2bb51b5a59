package io.cameleer.attempt;

import java.time.Duration;

/**
 * How patient calls are with failing providers.
 *
 * @param callTimeout what all attempts of a call together may take, unless the caller says less
 * @param retries how often one candidate is asked again after a transient failure
 * @param firstBackoff the wait before the first retry where the provider gives no hint; doubled for
 *     each further one
 * @param maxRetryWait the longest an interactive call waits before an attempt
 * @param maxBackgroundRetryWait the longest background work waits before an attempt
 * @param coolDown how long a throttled candidate is left out where the provider gives no hint
 * @param maxCoolDown the longest a candidate is left out, whatever the hint
 */
public record RetryRules(
    Duration callTimeout,
    int retries,
    Duration firstBackoff,
    Duration maxRetryWait,
    Duration maxBackgroundRetryWait,
    Duration coolDown,
    Duration maxCoolDown) {

  /** What holds where nothing is configured. */
  public static final RetryRules DEFAULT =
      new RetryRules(
          Duration.ofMinutes(10),
          2,
          Duration.ofMillis(500),
          Duration.ofSeconds(3),
          Duration.ofMinutes(5),
          Duration.ofSeconds(5),
          Duration.ofMinutes(5));
}
