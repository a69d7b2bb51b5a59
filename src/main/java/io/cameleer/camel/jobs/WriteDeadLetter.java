package io.cameleer.camel.jobs;

import io.cameleer.attempt.Call;
import io.cameleer.camel.Variables;
import io.cameleer.camel.jobs.kafka.JobOutput;
import io.cameleer.chat.Failure;
import io.cameleer.job.topic.DeadLetter;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Makes the dead letter of a job that has failed for good: the record as it came, and why. Sending
 * it ends the job.
 */
final class WriteDeadLetter implements Processor {

  private final DeadLetters counted;

  WriteDeadLetter(DeadLetters counted) {
    this.counted = counted;
  }

  @Override
  public void process(Exchange exchange) {
    JobState state = JobState.of(exchange);
    state.hand().endTurn();
    Call call = Variables.callOrNull(exchange);
    Failure reason = JobFailures.of(exchange);
    counted.count(reason);
    DeadLetter letter =
        new DeadLetter(
            state.hand().record(),
            reason,
            state.allAttempts(call == null ? "" : call.provenance().attempts()));
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    message.setBody(new JobOutput(state.hand(), letter.whole(), letter.withoutValue(), false));
  }
}
