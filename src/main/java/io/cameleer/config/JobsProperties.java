package io.cameleer.config;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * Jobs as configured, under {@code cameleer.jobs}.
 *
 * @param enabled whether there are any; without them there is no Kafka either
 * @param topics where they come from and go to
 */
public record JobsProperties(
    @DefaultValue("false") boolean enabled, @DefaultValue TopicNames topics) {

  /**
   * The topics of jobs.
   *
   * @param jobs where they are sent to
   * @param results where their results go to
   * @param deadLetters where those go to that have failed for good or can't be read
   * @param batchJobs where the jobs of batches are kept until they are run
   * @param partialResults where answers go to as they come in; none: nowhere
   * @param partitions into how many a topic is divided that has to be created
   * @param retention how long records are kept in a topic that has to be created; a number without
   *     unit is seconds
   */
  public record TopicNames(
      @DefaultValue("llm.jobs") String jobs,
      @DefaultValue("llm.results") String results,
      @DefaultValue("llm.dead-letters") String deadLetters,
      @DefaultValue("llm.batch-jobs") String batchJobs,
      @Nullable String partialResults,
      @DefaultValue("8") int partitions,
      @DefaultValue("7d") @DurationUnit(ChronoUnit.SECONDS) Duration retention) {}
}
