package io.cameleer.job;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How long to wait after failed deliveries.
 *
 * @param waits the wait after the first failure, after the second, and so on; none left: give up
 */
public record RetrySchedule(List<Duration> waits) {

  /** Close to what Standard Webhooks proposes: seven attempts in about 18 hours. */
  public static final RetrySchedule WEBHOOKS =
      new RetrySchedule(
          List.of(
              Duration.ofSeconds(5),
              Duration.ofMinutes(5),
              Duration.ofMinutes(30),
              Duration.ofHours(2),
              Duration.ofHours(5),
              Duration.ofHours(10)));

  public RetrySchedule {
    waits = List.copyOf(waits);
  }

  /** The wait after this many failed attempts, or nothing: give up. */
  public Optional<Duration> afterAttempt(int attempt) {
    return attempt <= waits.size() ? Optional.of(waits.get(attempt - 1)) : Optional.empty();
  }
}
