package io.cameleer.config;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.unit.DataSize;

/**
 * Jobs as configured, under {@code cameleer.jobs}. A time without unit is seconds.
 *
 * @param enabled whether there are any; without them there is no Kafka either
 * @param group the consumer group of all gateways that share the work
 * @param window how many calls of jobs are in flight at most
 * @param batchWindow how many calls of batches and posted jobs are in flight at most
 * @param backlog how many jobs each of the two has in memory at most
 * @param parked how many of them may wait for a retry without taking up the window
 * @param grace how long calls in flight have to end when the gateway stops or hands partitions over
 * @param maxTime how long a job without a deadline may take
 * @param keepResults how long results are remembered
 * @param replyTopics other topics that a job may have its result sent to
 * @param topics where they come from and go to
 * @param files where files of batches are kept
 * @param batches what a batch may hold
 * @param webhooks how it is told that a job has ended
 */
public record JobsProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("cameleer") String group,
    @DefaultValue("64") int window,
    @DefaultValue("64") int batchWindow,
    @DefaultValue("1000") int backlog,
    @DefaultValue("256") int parked,
    @DefaultValue("20s") @DurationUnit(ChronoUnit.SECONDS) Duration grace,
    @DefaultValue("1h") @DurationUnit(ChronoUnit.SECONDS) Duration maxTime,
    @DefaultValue("7d") @DurationUnit(ChronoUnit.SECONDS) Duration keepResults,
    @DefaultValue List<String> replyTopics,
    @DefaultValue TopicNames topics,
    @DefaultValue Files files,
    @DefaultValue Batches batches,
    @DefaultValue Webhooks webhooks) {

  /**
   * The topics of jobs.
   *
   * @param jobs where they are sent to
   * @param results where their results go to
   * @param deadLetters where those go to that have failed for good or can't be read
   * @param batchJobs where the jobs of batches are kept until they are run
   * @param partialResults where answers go to as they come in; none: nowhere
   * @param partitions into how many a topic is divided that has to be created
   * @param retention how long records are kept in a topic that has to be created
   */
  public record TopicNames(
      @DefaultValue("llm.jobs") String jobs,
      @DefaultValue("llm.results") String results,
      @DefaultValue("llm.dead-letters") String deadLetters,
      @DefaultValue("llm.batch-jobs") String batchJobs,
      @Nullable String partialResults,
      @DefaultValue("8") int partitions,
      @DefaultValue("7d") @DurationUnit(ChronoUnit.SECONDS) Duration retention) {}

  /**
   * Where files of batches are kept.
   *
   * @param directory null: the folder {@code files} among the gateway's data
   * @param s3 the bucket, where they are kept in one instead
   * @param maxSize the largest file
   */
  public record Files(
      @Nullable String directory, @DefaultValue S3 s3, @DefaultValue("512MB") DataSize maxSize) {}

  /**
   * A bucket.
   *
   * @param bucket its name; null: there is none
   * @param prefix what stands in front of every object's name
   * @param region its region
   * @param endpoint the server; null: Amazon's
   * @param pathStyle whether the bucket stands in the path; null: where there is an endpoint
   * @param accessKeyId the key's name; null: from where Amazon's tools take both
   * @param secretAccessKey the key
   */
  public record S3(
      @Nullable String bucket,
      @DefaultValue("") String prefix,
      @DefaultValue("us-east-1") String region,
      @Nullable String endpoint,
      @Nullable Boolean pathStyle,
      @Nullable SecretSource accessKeyId,
      @Nullable SecretSource secretAccessKey) {}

  /**
   * What a batch may hold.
   *
   * @param maxLines how many requests
   * @param maxSize how large its file may be
   */
  public record Batches(
      @DefaultValue("50000") int maxLines, @DefaultValue("200MB") DataSize maxSize) {}

  /**
   * How it is told that a job has ended.
   *
   * @param secret what webhooks are signed with; null: there are none
   * @param allowPrivate whether they may go to private addresses, and without TLS
   */
  public record Webhooks(
      @Nullable SecretSource secret, @DefaultValue("false") boolean allowPrivate) {}
}
