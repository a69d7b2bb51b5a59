package io.cameleer.camel.jobs;

import io.cameleer.attempt.Call;
import io.cameleer.attempt.TraceContext;
import io.cameleer.camel.Variables;
import io.cameleer.camel.jobs.kafka.JobOutput;
import io.cameleer.job.JobResponse;
import io.cameleer.job.JobResult;
import io.cameleer.job.topic.OutgoingRecord;
import io.cameleer.job.topic.ReceivedJob;
import io.cameleer.job.topic.ResultWriter;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.kafka.KafkaConstants;
import org.jspecify.annotations.Nullable;

/**
 * Makes the record of a result, for the topic of results or the one that the job names. Sending it
 * ends the job.
 */
final class WriteResult implements Processor {

  @Override
  public void process(Exchange exchange) {
    JobState state = JobState.of(exchange);
    ReceivedJob job = inItsCallsTrace(state.received(), Variables.callOrNull(exchange));
    JobResult result = Objects.requireNonNull(state.result(), "the job has no result");
    JobResponse response = Objects.requireNonNull(result.response(), "the job has no answer");
    OutgoingRecord record = ResultWriter.write(job, result, response);
    String replyTopic = job.terms().replyTopic();
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    if (replyTopic != null) {
      message.setHeader(KafkaConstants.OVERRIDE_TOPIC, replyTopic);
    }
    message.setBody(new JobOutput(state.hand(), record, null, replyTopic != null));
  }

  /** Whoever takes the result goes on with the trace from the call, where that is traced. */
  private static ReceivedJob inItsCallsTrace(ReceivedJob job, @Nullable Call call) {
    TraceContext trace = call == null ? null : call.trace().context();
    return trace == null ? job : job.inTrace(trace.parent(), trace.state());
  }
}
