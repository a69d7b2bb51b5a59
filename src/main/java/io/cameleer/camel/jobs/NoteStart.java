package io.cameleer.camel.jobs;

import io.cameleer.job.JobId;
import io.cameleer.job.JobOrigin;
import io.cameleer.job.PostedJobs;
import io.cameleer.job.StoreException;
import io.cameleer.job.topic.ReceivedJob;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down that a posted job has begun, for whoever asks for its status. */
final class NoteStart implements Processor {

  private static final Logger LOGGER = LoggerFactory.getLogger(NoteStart.class);

  private final AskedTogether<JobId, Boolean> starting;

  NoteStart(PostedJobs postedJobs) {
    this.starting =
        new AskedTogether<>(ids -> {
          postedJobs.started(ids);
          return ids.stream().map(id -> true).toList();
        });
  }

  @Override
  public void process(Exchange exchange) {
    ReceivedJob job = JobState.of(exchange).received();
    if (!(job.origin() instanceof JobOrigin.Posted)) {
      return;
    }
    try {
      boolean unused = starting.ask(job.id());
    } catch (StoreException unreachable) {
      // The job's result waits for the database; its status may lag behind.
      LOGGER.warn("The status of job {} can't be written: {}", job.id(), unreachable.getMessage());
    }
  }
}
