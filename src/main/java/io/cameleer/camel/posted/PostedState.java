package io.cameleer.camel.posted;

import io.cameleer.job.PostedJob;
import org.apache.camel.Exchange;

/** What an exchange knows of the job that it posts. */
final class PostedState {

  private static final String JOB = "job";

  private PostedState() {}

  static void keep(Exchange exchange, PostedJob job) {
    exchange.setVariable(JOB, job);
  }

  static PostedJob job(Exchange exchange) {
    PostedJob job = exchange.getVariable(JOB, PostedJob.class);
    if (job == null) {
      throw new IllegalStateException("no job has been read");
    }
    return job;
  }
}
