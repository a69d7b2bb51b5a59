package io.cameleer.broker;

/** Kafka can't be used as configured. Its message is a sentence for an operator. */
public final class BrokerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What is in the way. */
  public enum Reason {
    /** The data directory can't be made, read or written, or belongs to something else. */
    DIRECTORY_UNUSABLE,
    /** Another broker works with the data directory. */
    DIRECTORY_IN_USE,
    /** Something else listens on the port. */
    PORT_TAKEN,
    /** The embedded broker did not start, for a reason that only its log tells. */
    NOT_STARTED,
    /** The settings of the client contradict themselves, or name what is not there. */
    CLIENT_MISCONFIGURED,
    /** The cluster did not answer. */
    UNREACHABLE,
    /** The cluster does not know who this is, or does not allow it. */
    NOT_PERMITTED,
    /** The cluster has refused to create a topic. */
    TOPIC_REFUSED
  }

  private final Reason reason;

  /** Tells what is in the way, and in a sentence what it is about. */
  public BrokerException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** The same, with what it came from. */
  public BrokerException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** What is in the way. */
  public Reason reason() {
    return reason;
  }
}
