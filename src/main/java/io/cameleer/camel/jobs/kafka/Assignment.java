package io.cameleer.camel.jobs.kafka;

import io.cameleer.job.topic.OffsetLedger;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** A partition for as long as it is ours. Guarded by its lane's lock. */
final class Assignment {

  private final TopicPartition partition;
  private final OffsetLedger ledger;
  private final Set<JobInHand> jobs = new HashSet<>();
  private boolean over;

  Assignment(TopicPartition partition, OffsetLedger ledger) {
    this.partition = partition;
    this.ledger = ledger;
  }

  TopicPartition partition() {
    return partition;
  }

  OffsetLedger ledger() {
    return ledger;
  }

  /** The jobs that are not done. */
  Set<JobInHand> jobs() {
    return jobs;
  }

  /** Whether the partition has gone elsewhere. */
  boolean over() {
    return over;
  }

  void end() {
    over = true;
    jobs.clear();
  }
}
