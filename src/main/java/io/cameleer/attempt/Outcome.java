package io.cameleer.attempt;

import io.cameleer.chat.Failure;

/**
 * How an attempt ended, which decides whether it counts against the provider and whether another
 * one follows.
 */
public sealed interface Outcome {

  /** The provider answered. */
  record Succeeded() implements Outcome {}

  /** The request itself is at fault: not counted against the provider, and nobody else is asked. */
  record CallersFault(Failure failure) implements Outcome {}

  /** Too many calls for now: not counted, the next candidate is asked. */
  record Throttled(Failure failure) implements Outcome {}

  /** The provider failed: counted, the next candidate is asked. */
  record ProvidersFault(Failure failure) implements Outcome {}

  /** The client left: not counted, nobody else is asked. */
  record Abandoned() implements Outcome {}

  /** The outcome that a failure stands for. */
  static Outcome of(Failure failure) {
    return switch (failure.failureClass()) {
      case BAD_REQUEST, CONTEXT, FILTER, REPAIR -> new CallersFault(failure);
      case RETRY_SAME ->
          failure.status() == TOO_MANY_REQUESTS
              ? new Throttled(failure)
              : new ProvidersFault(failure);
      case FAIL_OVER, AUTH -> new ProvidersFault(failure);
      case ABANDONED -> new Abandoned();
    };
  }

  /** HTTP's status for "too many calls". */
  int TOO_MANY_REQUESTS = 429;

  /** Whether the next candidate shall be asked. */
  default boolean leadsToNextCandidate() {
    return this instanceof Throttled || this instanceof ProvidersFault;
  }

  /**
   * The word for this outcome in {@code x-cameleer-attempts} and logs: {@code ok}, a status, or
   * {@code abandoned}.
   */
  default String label() {
    return switch (this) {
      case Succeeded() -> "ok";
      case CallersFault(Failure failure) -> label(failure);
      case Throttled(Failure failure) -> label(failure);
      case ProvidersFault(Failure failure) -> label(failure);
      case Abandoned() -> "abandoned";
    };
  }

  private static String label(Failure failure) {
    Integer upstream = failure.upstreamStatus();
    if (upstream != null) {
      return upstream.toString();
    }
    return failure.code() == null ? Integer.toString(failure.status()) : failure.code();
  }
}
