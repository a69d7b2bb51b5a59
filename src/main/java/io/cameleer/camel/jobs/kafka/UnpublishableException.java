package io.cameleer.camel.jobs.kafka;

/** A record could not be written again and again, for no known reason, while others could. */
public final class UnpublishableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnpublishableException() {
    super("the record can't be written, although others can");
  }
}
