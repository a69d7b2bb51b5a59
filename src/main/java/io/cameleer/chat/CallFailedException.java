package io.cameleer.chat;

import org.jspecify.annotations.Nullable;

/** Carries a {@link Failure} up the stack. */
public final class CallFailedException extends RuntimeException {

  private final Failure failure;

  /** A failure with nothing beneath it; no stack trace is taken, since the failure says it all. */
  public CallFailedException(Failure failure) {
    this(failure, null);
  }

  /** A failure with what caused it. */
  public CallFailedException(Failure failure, @Nullable Throwable cause) {
    super(failure.message(), cause, false, false);
    this.failure = failure;
  }

  /** What went wrong. */
  public Failure failure() {
    return failure;
  }
}
