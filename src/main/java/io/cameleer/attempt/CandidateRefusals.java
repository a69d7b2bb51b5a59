package io.cameleer.attempt;

import io.cameleer.catalog.Candidate;
import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import java.time.Duration;

/** Why the gateway itself does not ask a candidate, or asks it no longer. */
final class CandidateRefusals {

  private static final Duration BUSY_FOR = Duration.ofSeconds(1);

  private CandidateRefusals() {}

  static Failure coolingDown(Candidate candidate, Duration left) {
    return new Failure(
        Outcome.TOO_MANY_REQUESTS,
        "rate_limit_error",
        "cooling_down",
        null,
        "%s is left alone for another %.1f s, because it had too many calls or could not be used."
            .formatted(candidate.label(), left.toMillis() / 1_000.0),
        FailureClass.RETRY_SAME,
        null,
        left);
  }

  static Failure busy(Candidate candidate) {
    return new Failure(
        503,
        "service_unavailable_error",
        "provider_busy",
        null,
        "Provider '%s' has as many calls as it may have at once."
            .formatted(candidate.provider().name()),
        FailureClass.FAIL_OVER,
        null,
        BUSY_FOR);
  }

  static Failure overdue(Duration limit) {
    return Failure.of(
        504,
        "api_error",
        "deadline_exceeded",
        "The call took longer than the %.1f s it may take.".formatted(limit.toMillis() / 1_000.0),
        FailureClass.ABANDONED);
  }
}
