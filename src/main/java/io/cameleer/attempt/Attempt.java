package io.cameleer.attempt;

import io.cameleer.catalog.Candidate;
import java.time.Duration;

/**
 * One call to one candidate that has ended.
 *
 * @param startedAt {@link System#nanoTime()} when it began
 * @param duration how long it took
 */
public record Attempt(Candidate candidate, Outcome outcome, long startedAt, Duration duration) {

  /** {@code provider/model:outcome}. */
  public String label() {
    return candidate.label() + ":" + outcome.label();
  }
}
