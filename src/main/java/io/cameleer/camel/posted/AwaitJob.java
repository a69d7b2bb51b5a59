package io.cameleer.camel.posted;

import io.cameleer.camel.ClientConnection;
import io.cameleer.camel.Variables;
import io.cameleer.job.AwaitedJobs;
import io.cameleer.job.JobId;
import io.cameleer.job.StoreException;
import io.cameleer.json.Json;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the answer back until its job has ended, for as long as the client prefers to wait: then
 * the answer has the result, and status 200. It stays as it was where time is up first.
 */
final class AwaitJob implements Processor {

  private static final Logger LOGGER = LoggerFactory.getLogger(AwaitJob.class);
  private static final int OK = 200;

  private final AwaitedJobs awaited;
  private final ShownJobs jobs;

  AwaitJob(AwaitedJobs awaited, ShownJobs jobs) {
    this.awaited = awaited;
    this.jobs = jobs;
  }

  /** Whether the client of an exchange prefers to wait for the job that the answer is about. */
  static boolean isWished(Exchange exchange) {
    return Preference.wait(Variables.client(exchange).request()).isPresent()
        && WriteJob.idIn(exchange.getMessage()).isPresent();
  }

  @Override
  public void process(Exchange exchange) throws InterruptedException {
    ClientConnection client = Variables.client(exchange);
    Message message = exchange.getMessage();
    Duration wait = Preference.wait(client.request()).orElseThrow();
    JobId id = WriteJob.idIn(message).orElseThrow();
    message.setHeader("Preference-Applied", "wait=" + wait.toSeconds());
    try {
      awaited.await(id, wait, () -> !client.gone());
      jobs.find(client.callerName(), id).ifPresent(shown -> show(message, shown));
    } catch (StoreException unreachable) {
      // The job has been accepted: to say anything else would have it posted again.
      LOGGER
          .atWarn()
          .addKeyValue("job", id)
          .log("a job can't be waited for: {}", unreachable.getMessage());
    }
  }

  private static void show(Message message, ShownJobs.Shown shown) {
    if (shown.status().isFinal()) {
      message.setHeader(Exchange.HTTP_RESPONSE_CODE, OK);
    }
    message.setBody(Json.bytes(shown.object()));
  }
}
