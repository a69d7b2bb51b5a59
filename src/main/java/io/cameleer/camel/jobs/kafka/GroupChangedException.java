package io.cameleer.camel.jobs.kafka;

/** The consumer's group has changed; it has to take part in that before it can commit again. */
final class GroupChangedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  GroupChangedException(Throwable cause) {
    super(cause.getMessage(), cause);
  }
}
