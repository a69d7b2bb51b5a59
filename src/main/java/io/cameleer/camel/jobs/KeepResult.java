package io.cameleer.camel.jobs;

import io.cameleer.job.JobResult;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Writes down the answer in the body, before anybody is told: it has been paid for. The job's turn
 * is over with that and not before, so that no more answers can be lost than there are turns.
 */
final class KeepResult implements Processor {

  private static final int OK = 200;

  private final ResultMemory memory;
  private final JobEnds ends;

  KeepResult(ResultMemory memory, JobEnds ends) {
    this.memory = memory;
    this.ends = ends;
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    JobState state = JobState.of(exchange);
    byte[] body = exchange.getMessage().getMandatoryBody(byte[].class);
    JobResult known = memory.save(ends.of(exchange, OK, body, null), state.hand());
    state.hand().endTurn();
    if (known == null) {
      state.markDuplicate();
    } else {
      FindResult.take(state, known);
    }
  }
}
