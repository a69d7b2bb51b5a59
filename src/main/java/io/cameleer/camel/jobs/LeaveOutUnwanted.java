package io.cameleer.camel.jobs;

import io.cameleer.job.JobOrigin.BatchLine;
import io.cameleer.job.OpenBatches;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Sees to it that no call is made for a line whose batch does not want it any more: the batch was
 * cancelled, or its time is up. What such a line has become is for the batch to say.
 */
final class LeaveOutUnwanted implements Processor {

  private final OpenBatches batches;

  LeaveOutUnwanted(OpenBatches batches) {
    this.batches = batches;
  }

  @Override
  public void process(Exchange exchange) {
    JobState state = JobState.of(exchange);
    if (state.result() == null
        && state.received().origin() instanceof BatchLine line
        && !batches.wants(line.batch())) {
      state.markDuplicate();
    }
  }
}
