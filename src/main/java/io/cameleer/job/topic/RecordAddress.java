package io.cameleer.job.topic;

/** Where a record is: no other record is there, and it stays there. */
public record RecordAddress(String topic, int partition, long offset) {

  /** {@code topic/partition/offset}; names the job's call in logs and results. */
  @Override
  public String toString() {
    return topic + '/' + partition + '/' + offset;
  }
}
