package io.cameleer.camel.posted;

import io.cameleer.job.Leases;
import io.cameleer.job.PostedJob;
import io.cameleer.job.PostedJobs;
import io.cameleer.job.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds jobs that were accepted and never got to their topic: the body becomes a list of them. One
 * of several gateways looks.
 */
final class UnsentJobs implements Processor {

  private static final Logger LOGGER = LoggerFactory.getLogger(UnsentJobs.class);
  private static final String TASK = "send-unsent-jobs";
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final int MOST = 50;

  /** What is younger may just be being sent: longer than that is tried by nobody. */
  private static final Duration AGE = Duration.ofSeconds(45);

  private final PostedJobs jobs;
  private final Leases leases;
  private final Clock clock;
  private final String holder = UUID.randomUUID().toString();

  UnsentJobs(PostedJobs jobs, Leases leases, Clock clock) {
    this.jobs = jobs;
    this.leases = leases;
    this.clock = clock;
  }

  @Override
  public void process(Exchange exchange) {
    exchange.getMessage().setBody(find());
  }

  private List<PostedJob> find() {
    try {
      return leases.acquire(TASK, holder, LEASE)
          ? jobs.unsent(clock.instant().minus(AGE), MOST)
          : List.of();
    } catch (StoreException unreachable) {
      LOGGER.warn("Jobs that were not sent can't be looked for: {}", unreachable.getMessage());
      return List.of();
    }
  }
}
