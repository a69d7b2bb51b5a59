package io.cameleer.camel.jobs.kafka;

import java.util.Map;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Some records of a transaction can't be written as they are, or not where they should go. */
final class RefusedRecordsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Map<Integer, Throwable> faults;

  /** With the fault of each record that has one, by its index. */
  RefusedRecordsException(Map<Integer, Throwable> faults, Throwable cause) {
    super(cause.getMessage(), cause);
    this.faults = Map.copyOf(faults);
  }

  /** The fault of each record that has one, by its index. */
  Map<Integer, Throwable> faults() {
    return faults;
  }

  /** Whether a fault is one of the record or of its topic, rather than of the cluster. */
  static boolean isAboutRecord(Throwable fault) {
    return isOfRecordItself(fault)
        || fault instanceof InvalidTopicException
        || fault instanceof TopicAuthorizationException
        || fault instanceof UnknownTopicOrPartitionException
        || fault instanceof TimeoutException;
  }

  /** Whether no topic would take the record. */
  static boolean isOfRecordItself(Throwable fault) {
    return fault instanceof RecordTooLargeException
        || fault instanceof InvalidRecordException
        || fault instanceof InvalidTimestampException;
  }
}
