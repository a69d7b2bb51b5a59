package io.cameleer.camel.jobs.kafka;

/** A transaction may have been committed or not. */
final class OutcomeUnknownException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  OutcomeUnknownException(Throwable cause) {
    super(cause.getMessage(), cause);
  }
}
