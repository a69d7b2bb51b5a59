package io.cameleer.camel.jobs;

import io.cameleer.camel.jobs.kafka.JobGivenUpException;
import io.cameleer.camel.jobs.kafka.JobInHand;
import io.cameleer.job.JobId;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Sees to it that records of the same job are dealt with one after the other, so that the second
 * finds what became of the first.
 */
final class SameJobs {

  private final ConcurrentMap<JobId, JobInHand> underWay = new ConcurrentHashMap<>();

  /**
   * Waits until no other record of this job is dealt with here.
   *
   * @throws JobGivenUpException where the job is not ours any more
   */
  void enter(JobId id, JobInHand job) throws InterruptedException {
    JobInHand other = underWay.putIfAbsent(id, job);
    while (other != null && other != job) {
      job.awaitLeaving(other);
      other = underWay.putIfAbsent(id, job);
    }
  }

  /** Lets the next one go on. */
  void leave(JobId id, JobInHand job) {
    underWay.remove(id, job);
  }
}
