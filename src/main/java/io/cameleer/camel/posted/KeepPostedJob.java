package io.cameleer.camel.posted;

import io.cameleer.camel.idempotency.HeldKey;
import io.cameleer.job.JobOrigin;
import io.cameleer.job.PostedJob;
import io.cameleer.job.PostedJobs;
import io.cameleer.job.topic.KeptJobs;
import io.cameleer.job.topic.OutgoingRecord;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Writes the job down before anybody is told of it. The body becomes its record, as a list; an
 * empty one where the job has been posted, and has ended, already.
 */
final class KeepPostedJob implements Processor {

  private final PostedJobs jobs;

  KeepPostedJob(PostedJobs jobs) {
    this.jobs = jobs;
  }

  @Override
  public void process(Exchange exchange) {
    PostedJob posted = PostedState.job(exchange);
    Optional<PostedJob> earlier =
        HeldKey.nameOf(exchange) == null
            ? Optional.empty()
            : jobs.find(posted.caller(), posted.id());
    if (earlier.isEmpty()) {
      jobs.create(posted);
    } else {
      PostedState.keep(exchange, earlier.get());
    }
    PostedJob job = PostedState.job(exchange);
    exchange.getMessage().setBody(job.status().isFinal() ? List.of() : List.of(record(job)));
  }

  /** The record of a job; its deadline is among the headers of its request. */
  static OutgoingRecord record(PostedJob job) {
    return KeptJobs.write(job.id(), job.caller(), new JobOrigin.Posted(), job.request(), null);
  }
}
