package io.cameleer.camel.jobs.kafka;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * A job that is done and awaits the next transaction.
 *
 * @param job the job
 * @param topic where its output goes, or null where there is none
 * @param output what is published, or null
 * @param failures how often it could not be published although others could
 * @param done completed when it is committed
 */
record Publication(
    JobInHand job,
    @Nullable String topic,
    @Nullable JobOutput output,
    int failures,
    CompletableFuture<@Nullable RecordMetadata> done) {

  Publication(JobInHand job, @Nullable String topic, @Nullable JobOutput output) {
    this(job, topic, output, 0, new CompletableFuture<>());
  }

  /** How many bytes it takes up in the transaction. */
  long size() {
    if (output == null) {
      return 0;
    }
    byte[] value = output.record().value();
    return value == null ? 0 : value.length;
  }

  /** The same, but with a smaller record. */
  Publication with(JobOutput smaller) {
    return new Publication(job, topic, smaller, failures, done);
  }

  /** The same, after another failure. */
  Publication afterFailure() {
    return new Publication(job, topic, output, failures + 1, done);
  }
}
