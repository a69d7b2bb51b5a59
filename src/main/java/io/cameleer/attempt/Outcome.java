package io.cameleer.attempt;

import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended, which decides whether it counts against the provider and what follows it.
 */
public sealed interface Outcome {

  /** The provider answered. */
  record Succeeded() implements Outcome {}

  /** The request itself is at fault: not counted against the provider. */
  record CallersFault(Failure failure) implements Outcome {}

  /** Too many calls for now: not counted, but the candidate cools down. */
  record Throttled(Failure failure) implements Outcome {}

  /**
   * The candidate can't be used, though its provider works: a quota is used up, a model missing, a
   * key refused. Not counted, but the candidate cools down.
   */
  record Unavailable(Failure failure) implements Outcome {}

  /** The provider failed: counted. */
  record ProvidersFault(Failure failure) implements Outcome {}

  /** The candidate was not asked at all: it is busy, cooling down, or lacks what is required. */
  record PassedOver(Failure failure) implements Outcome {}

  /** The call's own time was up: not counted, nobody else is asked. */
  record Overdue(Failure failure) implements Outcome {}

  /** Another candidate, asked at the same time, was sooner: not counted. */
  record Superseded() implements Outcome {}

  /** The client left: not counted, nobody else is asked. */
  record Abandoned() implements Outcome {}

  /** The lowest HTTP status that is an error. */
  int FIRST_ERROR_STATUS = 400;

  /** HTTP's status for "too many calls". */
  int TOO_MANY_REQUESTS = 429;

  /** The outcome that a failure stands for. */
  static Outcome of(Failure failure) {
    return switch (failure.failureClass()) {
      case BAD_REQUEST, CONTEXT, FILTER, REPAIR -> new CallersFault(failure);
      case RETRY_SAME ->
          failure.status() == TOO_MANY_REQUESTS
              ? new Throttled(failure)
              : new ProvidersFault(failure);
      case FAIL_OVER ->
          isRefusal(failure.upstreamStatus())
              ? new Unavailable(failure)
              : new ProvidersFault(failure);
      case AUTH -> new Unavailable(failure);
      case ABANDONED -> new Abandoned();
    };
  }

  private static boolean isRefusal(@Nullable Integer upstreamStatus) {
    return upstreamStatus != null && upstreamStatus >= FIRST_ERROR_STATUS && upstreamStatus < 500;
  }

  /** What went wrong, or null where nothing did or where nobody wants to know any more. */
  default @Nullable Failure reason() {
    return switch (this) {
      case Succeeded() -> null;
      case Superseded() -> null;
      case Abandoned() -> null;
      case CallersFault(Failure failure) -> failure;
      case Throttled(Failure failure) -> failure;
      case Unavailable(Failure failure) -> failure;
      case ProvidersFault(Failure failure) -> failure;
      case PassedOver(Failure failure) -> failure;
      case Overdue(Failure failure) -> failure;
    };
  }

  /** Whether it shows if the provider works: not where the provider has had no say. */
  default boolean tellsOfProvider() {
    return switch (this) {
      case Succeeded() -> true;
      case CallersFault(Failure failure) -> failure.upstreamStatus() != null;
      case Throttled(Failure failure) -> true;
      case Unavailable(Failure failure) -> true;
      case ProvidersFault(Failure failure) -> true;
      case PassedOver(Failure failure) -> false;
      case Overdue(Failure failure) -> false;
      case Superseded() -> false;
      case Abandoned() -> false;
    };
  }

  /** Whether the same candidate may be asked again after a wait. */
  default boolean transientFailure() {
    return switch (this) {
      case Throttled(Failure failure) -> true;
      case ProvidersFault(Failure failure) -> failure.failureClass() == FailureClass.RETRY_SAME;
      default -> false;
    };
  }

  /**
   * The word for this outcome in {@code x-cameleer-attempts}, logs and metrics: {@code ok}, the
   * provider's error status, a failure's code, {@code superseded} or {@code abandoned}.
   */
  default String label() {
    return switch (this) {
      case Succeeded() -> "ok";
      case Superseded() -> "superseded";
      case Abandoned() -> "abandoned";
      case CallersFault(Failure failure) -> label(failure);
      case Throttled(Failure failure) -> label(failure);
      case Unavailable(Failure failure) -> label(failure);
      case ProvidersFault(Failure failure) -> label(failure);
      case PassedOver(Failure failure) -> label(failure);
      case Overdue(Failure failure) -> label(failure);
    };
  }

  /** An error that came with status 200 is not called so. */
  private static String label(Failure failure) {
    Integer upstream = failure.upstreamStatus();
    if (upstream != null && upstream >= FIRST_ERROR_STATUS) {
      return upstream.toString();
    }
    return failure.code() == null ? Integer.toString(failure.status()) : failure.code();
  }
}
