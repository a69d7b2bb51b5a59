package io.cameleer.attempt;

import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import io.cameleer.provider.Failures;
import java.time.Duration;

/** How attempts end. */
final class Endings {

  private Endings() {}

  static Outcome ok() {
    return new Outcome.Succeeded();
  }

  /** Status 500. */
  static Outcome broken() {
    return Outcome.of(Failures.overloaded("broken").fromUpstream(500, null));
  }

  /** Status 500, with a hint. */
  static Outcome broken(Duration hint) {
    return Outcome.of(Failures.overloaded("broken").fromUpstream(500, hint));
  }

  /** Status 429. */
  static Outcome throttled() {
    return Outcome.of(Failures.rateLimit("too many").fromUpstream(429, null));
  }

  /** Status 429, with a hint. */
  static Outcome throttled(Duration hint) {
    return Outcome.of(Failures.rateLimit("too many").fromUpstream(429, hint));
  }

  /** Status 429, because nothing is left to spend. */
  static Outcome spent() {
    return Outcome.of(Failures.quota("nothing left").fromUpstream(429, null));
  }

  /** Status 401. */
  static Outcome keyRefused() {
    return Outcome.of(Failures.authentication().fromUpstream(401, null));
  }

  /** The breaker did not let the call through. */
  static Outcome breakerOpen() {
    return Outcome.of(
        Failure.of(
            503,
            "service_unavailable_error",
            "provider_unavailable",
            "left alone",
            FailureClass.FAIL_OVER));
  }

  static Outcome tooLong() {
    return Outcome.of(Failures.contextLength("prompt too long").fromUpstream(400, null));
  }

  static Outcome filtered() {
    return Outcome.of(Failures.contentFilter("not that").fromUpstream(400, null));
  }

  static Outcome callersFault() {
    return Outcome.of(Failure.badRequest("invalid_value", "n", "too odd").fromUpstream(400, null));
  }

  /** The candidate can't do what is asked. */
  static Outcome unfit() {
    return new Outcome.PassedOver(Failure.badRequest("unsupported_parameter", "audio", "deaf"));
  }

  static Outcome overdue() {
    return new Outcome.Overdue(CandidateRefusals.overdue(Duration.ofSeconds(1)));
  }
}
