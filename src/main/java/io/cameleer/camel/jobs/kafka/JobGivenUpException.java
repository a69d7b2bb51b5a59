package io.cameleer.camel.jobs.kafka;

/**
 * The job is not this consumer's any more: its partition has gone elsewhere, or the gateway stops.
 * Whoever reads the record next goes on with it; nothing may be published for it here.
 */
public final class JobGivenUpException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Without a stack: giving up is nothing unusual. */
  public JobGivenUpException() {
    super("the job is another consumer's now", null, false, false);
  }
}
