package io.cameleer.camel.posted;

import io.cameleer.camel.ClientConnection;
import io.cameleer.camel.Variables;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import io.cameleer.json.Json;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** Finds the job that the path names. */
final class FindJob implements Processor {

  private final ShownJobs jobs;

  FindJob(ShownJobs jobs) {
    this.jobs = jobs;
  }

  @Override
  public void process(Exchange exchange) {
    ClientConnection client = Variables.client(exchange);
    Message message = exchange.getMessage();
    ShownJobs.Shown shown =
        WriteJob.idIn(client.request().path())
            .flatMap(id -> {
              WriteJob.locate(message, id);
              return jobs.find(client.callerName(), id);
            })
            .orElseThrow(FindJob::unknown);
    message.setHeader(Exchange.CONTENT_TYPE, "application/json");
    client.identify(message);
    message.setBody(Json.bytes(shown.object()));
  }

  private static CallFailedException unknown() {
    return new CallFailedException(
        new Failure(
            404,
            "invalid_request_error",
            "job_not_found",
            "id",
            "There is no such job of yours. Jobs are forgotten some time after they have ended"
                + " (cameleer.jobs.keep-results).",
            FailureClass.BAD_REQUEST,
            null,
            null));
  }
}
