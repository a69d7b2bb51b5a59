package io.cameleer.job;

import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import org.jspecify.annotations.Nullable;

/**
 * Why a job has no answer, or what its answer amounts to for the one who replays it.
 *
 * @param code for programs, such as {@code batch_expired}
 * @param message for people
 * @param failureClass what the failure means for a further attempt, or null where none was made
 */
public record JobError(String code, String message, @Nullable FailureClass failureClass) {

  /** An error that no attempt led to, such as a batch's cancellation. */
  public static JobError of(String code, String message) {
    return new JobError(code, message, null);
  }

  /** A call's failure; its type stands in for a missing code. */
  public static JobError of(Failure failure) {
    String code = failure.code() == null ? failure.type() : failure.code();
    return new JobError(code, failure.message(), failure.failureClass());
  }
}
