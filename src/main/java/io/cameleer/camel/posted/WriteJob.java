package io.cameleer.camel.posted;

import io.cameleer.api.JobWriter;
import io.cameleer.camel.Variables;
import io.cameleer.job.JobId;
import io.cameleer.job.PostedJob;
import io.cameleer.json.Json;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/** Answers that the job has been accepted, and where it can be asked for. */
final class WriteJob implements Processor {

  private static final int ACCEPTED = 202;
  private static final String LOCATION = "Location";
  private static final String PATH = "/v1/jobs/";

  @Override
  public void process(Exchange exchange) {
    PostedJob job = PostedState.job(exchange);
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    message.setHeader(Exchange.HTTP_RESPONSE_CODE, ACCEPTED);
    message.setHeader(LOCATION, PATH + job.id());
    message.setHeader(Exchange.CONTENT_TYPE, "application/json");
    Variables.client(exchange).identify(message);
    message.setBody(Json.bytes(JobWriter.accepted(job)));
  }

  /** The job that a path names. */
  static Optional<JobId> idIn(@Nullable String path) {
    return path == null || !path.startsWith(PATH)
        ? Optional.empty()
        : JobId.parse(path.substring(PATH.length()));
  }

  /** The job that an answer is about, be it just written or given again. */
  static Optional<JobId> idIn(Message answer) {
    return idIn(answer.getHeader(LOCATION, String.class));
  }

  /** Says in an answer where its job can be asked for. */
  static void locate(Message answer, JobId id) {
    answer.setHeader(LOCATION, PATH + id);
  }
}
