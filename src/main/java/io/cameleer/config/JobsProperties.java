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
 * @param enabled whether there are jobs; {@code false}: none, and no Kafka
 * @param group the consumer group of all gateways that share the work; batches and posted jobs have
 *     their own, with {@code -batches} behind it
 * @param window how many calls of jobs are in flight at most
 * @param batchWindow how many calls of batches and posted jobs are in flight at most
 * @param backlog how many jobs each of the two has in memory at most; at least the window
 * @param parked how many of those may wait for a retry without taking up the window
 * @param grace how long calls in flight have to end when the gateway stops, or when their partition
 *     goes to another
 * @param maxTime how long a job without a deadline may take, its retries included; at most {@code
 *     30d}
 * @param keepResults how long results are remembered: a job that comes again is not called again,
 *     and a posted one can be asked for
 * @param replyTopics the topics that a job may name in {@code cameleer-reply-topic}
 * @param topics where jobs come from and go to
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
   * @param jobs the topic that jobs are sent to
   * @param results the topic that their results go to
   * @param deadLetters the topic of those that have failed for good or can't be read
   * @param batchJobs the topic in which the jobs of batches are kept until they are run
   * @param partialResults the topic that the answers of streamed jobs go to as they come in; by
   *     default none
   * @param partitions into how many a topic is divided that the gateway creates
   * @param retention how long a topic that the gateway creates keeps its records
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
   * @param directory where files of batches are kept; several gateways share it on a network drive,
   *     or use a bucket; by default {@code files} in the folder {@code data}
   * @param s3 the bucket, where they are kept in one instead
   * @param maxSize the largest file of {@code POST /v1/files}
   */
  public record Files(
      @Nullable String directory, @DefaultValue S3 s3, @DefaultValue("512MB") DataSize maxSize) {}

  /**
   * A bucket.
   *
   * @param bucket the bucket in which files are kept instead, at Amazon or any server with the API
   *     of S3; by default none
   * @param prefix what stands in front of every object's name
   * @param region the bucket's region
   * @param endpoint the server, like {@code https://minio.example.com}; by default Amazon's
   * @param pathStyle whether the bucket stands in the path rather than in the host name; by default
   *     {@code true} with an {@code endpoint}
   * @param accessKeyId the key's name; by default from where Amazon's tools take both
   * @param secretAccessKey the key; by default from where Amazon's tools take both
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
   * @param maxLines how many requests the input file of a batch may hold
   * @param maxSize how large the input file of a batch may be
   */
  public record Batches(
      @DefaultValue("50000") int maxLines, @DefaultValue("200MB") DataSize maxSize) {}

  /**
   * How it is told that a job has ended.
   *
   * @param secret what webhooks of {@code POST /v1/jobs} are signed with: {@code whsec_} and 24 to
   *     64 random bytes in base64, as {@code echo whsec_$(openssl rand -base64 32)} prints it; by
   *     default none: no webhooks
   * @param allowPrivate whether webhooks may go to private addresses, and without TLS
   */
  public record Webhooks(
      @Nullable SecretSource secret, @DefaultValue("false") boolean allowPrivate) {}
}
