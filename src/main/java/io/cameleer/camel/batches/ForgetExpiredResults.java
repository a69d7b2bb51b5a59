package io.cameleer.camel.batches;

import io.cameleer.job.JobResults;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Forgets results of jobs whose time is up; in portions, so that nobody waits for long. */
final class ForgetExpiredResults implements Processor {

  private static final int PORTION = 500;
  private static final int MOST_PORTIONS = 200;

  private final JobResults results;

  ForgetExpiredResults(JobResults results) {
    this.results = results;
  }

  @Override
  public void process(Exchange exchange) {
    int portions = 0;
    while (portions < MOST_PORTIONS && results.purgeExpired(PORTION) == PORTION) {
      portions++;
    }
  }
}
