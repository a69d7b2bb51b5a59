package io.cameleer.camel.jobs;

import io.cameleer.attempt.Call;
import io.cameleer.camel.Variables;
import io.cameleer.camel.jobs.kafka.JobGivenUpException;
import io.cameleer.camel.jobs.kafka.PartialAnswer;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Takes the answer of a job's call. Of one that was streamed the pieces have left already: here it
 * is whole, or it broke off and the job has failed.
 */
final class TakeAnswer implements Processor {

  @Override
  public void process(Exchange exchange) {
    JobState state = JobState.of(exchange);
    Call call = Variables.callOrNull(exchange);
    Failure failure = call == null ? null : call.failure();
    if (failure != null) {
      throw new CallFailedException(failure);
    }
    if (call != null && call.abandoned()) {
      throw new JobGivenUpException();
    }
    PartialAnswer streamed = state.partialAnswer();
    if (exchange.getMessage().getBody() == null && streamed != null) {
      exchange.getMessage().setBody(streamed.reply());
    }
  }
}
