package io.cameleer.camel.posted;

import io.cameleer.job.PostedJobs;
import io.cameleer.job.StoreException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes that the job is on its topic. Where that fails it is sent again later, which is no harm.
 */
final class NoteSent implements Processor {

  private static final Logger LOGGER = LoggerFactory.getLogger(NoteSent.class);

  private final PostedJobs jobs;

  NoteSent(PostedJobs jobs) {
    this.jobs = jobs;
  }

  @Override
  public void process(Exchange exchange) {
    try {
      jobs.sent(PostedState.job(exchange).id());
    } catch (StoreException unreachable) {
      LOGGER
          .atWarn()
          .addKeyValue("job", PostedState.job(exchange).id())
          .log("it could not be noted that a job was sent: {}", unreachable.getMessage());
    }
  }
}
