package io.cameleer.camel.posted;

import io.cameleer.job.PostedJobs;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Forgets posted jobs whose time is up; in portions, so that nobody waits for long. */
final class ForgetExpiredJobs implements Processor {

  private static final int PORTION = 500;
  private static final int MOST_PORTIONS = 200;

  private final PostedJobs jobs;

  ForgetExpiredJobs(PostedJobs jobs) {
    this.jobs = jobs;
  }

  @Override
  public void process(Exchange exchange) {
    int portions = 0;
    while (portions < MOST_PORTIONS && jobs.purgeExpired(PORTION) == PORTION) {
      portions++;
    }
  }
}
