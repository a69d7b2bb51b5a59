package io.cameleer.camel.jobs;

import io.cameleer.job.JobOrigin;
import io.cameleer.job.JobResponse;
import io.cameleer.job.JobResult;
import io.cameleer.job.topic.JobRecord;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Finds out whether the job has ended before: then it is not called again. A result of the same
 * record was not published before the gateway that had it died; that of another record was, or will
 * be, so that this record is nothing but a repetition.
 */
final class FindResult implements Processor {

  private final ResultMemory memory;

  FindResult(ResultMemory memory) {
    this.memory = memory;
  }

  @Override
  public void process(Exchange exchange) throws InterruptedException {
    JobState state = JobState.of(exchange);
    JobResult known = memory.find(state.received().id(), state.hand());
    if (known != null) {
      take(state, known);
    }
  }

  /** Takes a result that is written down for the job's own, if it is. */
  static void take(JobState state, JobResult known) {
    if (known.origin() instanceof JobOrigin.Topic && !belongsTo(known, state.hand().record())) {
      state.markDuplicate();
    } else {
      state.ended(known);
    }
  }

  private static boolean belongsTo(JobResult known, JobRecord record) {
    JobResponse response = known.response();
    return response != null && record.addresses().contains(response.requestId());
  }
}
