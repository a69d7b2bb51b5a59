package io.cameleer.camel.jobs.kafka;

import io.cameleer.job.topic.OutgoingRecord;
import io.cameleer.job.topic.RecordHeader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a job has to publish: the body of a message on its way to a topic.
 *
 * @param job the job, which is done with it
 * @param record what is published
 * @param instead what is published where the topic takes no record so large, or null: nothing, the
 *     job fails
 * @param onRequest whether it goes to a topic that the job names; where that can't be written the
 *     job fails, whereas everybody waits for the gateway's own topics
 */
public record JobOutput(
    JobInHand job, OutgoingRecord record, @Nullable OutgoingRecord instead, boolean onRequest) {

  /** The same with further headers. */
  JobOutput with(List<RecordHeader> headers) {
    return headers.isEmpty()
        ? this
        : new JobOutput(
            job, record.with(headers), instead == null ? null : instead.with(headers), onRequest);
  }

  /** The same with the smaller record. */
  JobOutput shortened(OutgoingRecord smaller) {
    return new JobOutput(job, smaller, null, onRequest);
  }
}
