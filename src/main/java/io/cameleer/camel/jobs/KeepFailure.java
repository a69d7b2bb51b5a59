package io.cameleer.camel.jobs;

import io.cameleer.api.ErrorEnvelope;
import io.cameleer.chat.Failure;
import io.cameleer.job.JobError;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Writes down that a job has failed for good: what is asked for by HTTP has an end in any case. A
 * record that can't be read is nobody's job.
 */
final class KeepFailure implements Processor {

  private final ResultMemory memory;
  private final JobEnds ends;

  KeepFailure(ResultMemory memory, JobEnds ends) {
    this.memory = memory;
    this.ends = ends;
  }

  @Override
  public void process(Exchange exchange) throws InterruptedException {
    JobState state = JobState.of(exchange);
    state.hand().endTurn();
    Failure failure = JobFailures.of(exchange);
    if (state.isRead()) {
      byte[] body = ErrorEnvelope.bytes(failure);
      memory.save(ends.of(exchange, failure.status(), body, JobError.of(failure)), state.hand());
    }
    state.failureKept();
  }
}
