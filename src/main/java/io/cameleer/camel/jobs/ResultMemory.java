package io.cameleer.camel.jobs;

import io.cameleer.camel.jobs.kafka.JobGivenUpException;
import io.cameleer.camel.jobs.kafka.JobInHand;
import io.cameleer.job.JobId;
import io.cameleer.job.JobResult;
import io.cameleer.job.JobResults;
import io.cameleer.job.StoreException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of jobs that have ended, for many jobs at once: what they ask at the same time is
 * one query, what they write down one transaction. While the database can't be reached, jobs wait;
 * so what has been paid for is not lost.
 */
final class ResultMemory {

  private static final Logger LOGGER = LoggerFactory.getLogger(ResultMemory.class);
  private static final long FIRST_BACKOFF_MILLIS = 200;
  private static final long MAX_BACKOFF_MILLIS = 5_000;

  private final JobResults results;
  private final AskedTogether<JobId, @Nullable JobResult> finding;
  private final AskedTogether<JobResult, @Nullable JobResult> saving;

  /** Of these results. */
  ResultMemory(JobResults results) {
    this.results = results;
    this.finding = new AskedTogether<>(this::findAll);
    this.saving = new AskedTogether<>(this::saveAll);
  }

  private List<@Nullable JobResult> findAll(List<JobId> ids) {
    Map<JobId, JobResult> known = results.find(ids);
    return Arrays.asList(ids.stream().map(known::get).toArray(JobResult[]::new));
  }

  private List<@Nullable JobResult> saveAll(List<JobResult> ended) {
    Map<JobId, JobResult> known = results.save(ended).known();
    return Arrays.asList(
        ended.stream().map(result -> known.get(result.id())).toArray(JobResult[]::new));
  }

  /**
   * How a job has ended, or null where it has not.
   *
   * @throws JobGivenUpException where the job is not ours any more
   */
  @Nullable JobResult find(JobId id, JobInHand job) throws InterruptedException {
    return patiently(() -> finding.ask(id), () -> findAll(List.of(id)).getFirst(), job);
  }

  /**
   * Writes down how a job has ended.
   *
   * @return how it has ended as it is written down now, or null where nobody wants to know
   */
  @Nullable JobResult save(JobResult result, JobInHand job) throws InterruptedException {
    return patiently(() -> saving.ask(result), () -> saveAll(List.of(result)).getFirst(), job);
  }

  private static @Nullable JobResult patiently(
      Supplier<@Nullable JobResult> together, Supplier<@Nullable JobResult> alone, JobInHand job)
      throws InterruptedException {
    long backoff = FIRST_BACKOFF_MILLIS;
    Supplier<@Nullable JobResult> question = together;
    while (true) {
      try {
        return question.get();
      } catch (StoreException unreachable) {
        LOGGER.warn("Jobs wait for the database: {}", unreachable.getMessage());
        // Together with others it would fail again because of one of them.
        question = alone;
      }
      TimeUnit.MILLISECONDS.sleep(backoff);
      backoff = Math.min(backoff * 2, MAX_BACKOFF_MILLIS);
      job.requireOurs();
    }
  }
}
