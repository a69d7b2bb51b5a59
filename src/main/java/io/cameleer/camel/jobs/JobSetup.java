package io.cameleer.camel.jobs;

import io.cameleer.camel.jobs.kafka.LaneSettings;
import io.cameleer.config.JobSettings;
import io.cameleer.config.WorkSettings;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How jobs are set up.
 *
 * @param settings as configured
 * @param client gives the properties of Kafka clients, once the cluster is known
 * @param instance names this gateway among those that share the cluster; the same after a restart
 * @param largestRecord the largest value of a job's record, in bytes
 */
public record JobSetup(
    JobSettings settings,
    Supplier<Map<String, Object>> client,
    String instance,
    long largestRecord) {

  private static final long BACKLOG_BYTES = 64L << 20;
  private static final Duration COMMIT_EVERY = Duration.ofMillis(10);

  /** How much work is taken on from the topic of jobs. */
  LaneSettings jobs() {
    return lane(settings.work().window());
  }

  /** How much work is taken on from the topic of lines of batches and posted jobs. */
  LaneSettings batchJobs() {
    return lane(settings.work().batchWindow());
  }

  private LaneSettings lane(int window) {
    WorkSettings work = settings.work();
    return new LaneSettings(
        window, work.backlog(), BACKLOG_BYTES, work.parked(), work.grace(), COMMIT_EVERY);
  }
}
