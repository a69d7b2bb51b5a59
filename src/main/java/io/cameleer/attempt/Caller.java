package io.cameleer.attempt;

import io.cameleer.routing.Surroundings;
import java.time.Duration;

/**
 * Who calls, and what the call's surroundings say about it.
 *
 * @param requestId names the call in replies and logs
 * @param surroundings what matters for choosing candidates
 * @param rejectUnsupported whether parameters a provider can't honour fail the call instead of
 *     being dropped
 * @param background whether nobody waits for the answer, as with jobs: such calls leave room for
 *     others and are more patient
 * @param timeLimit what all attempts together may take
 * @param startedAt {@link System#nanoTime()} when the call arrived
 * @param pausing told when the call waits before its next attempt
 */
public record Caller(
    String requestId,
    Surroundings surroundings,
    boolean rejectUnsupported,
    boolean background,
    Duration timeLimit,
    long startedAt,
    Pausing pausing) {

  /** A caller who does not care when the call waits. */
  public Caller(
      String requestId,
      Surroundings surroundings,
      boolean rejectUnsupported,
      boolean background,
      Duration timeLimit,
      long startedAt) {
    this(
        requestId,
        surroundings,
        rejectUnsupported,
        background,
        timeLimit,
        startedAt,
        Pausing.UNNOTICED);
  }

  /** {@link System#nanoTime()} when the call's time is up. */
  long deadline() {
    return startedAt + timeLimit.toNanos();
  }
}
