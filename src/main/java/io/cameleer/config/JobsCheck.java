package io.cameleer.config;

import io.cameleer.config.JobsProperties.Batches;
import io.cameleer.config.JobsProperties.TopicNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes settings of what is configured for jobs, and reports what is wrong with it. */
final class JobsCheck {

  private static final String KEY = CameleerProperties.PREFIX + ".jobs";

  /** Where the topics stand. */
  static final String TOPICS = KEY + ".topics";

  private static final Pattern TOPIC_NAME = Pattern.compile("(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,249}");
  private static final int MOST_PARTITIONS = 1_000;
  private static final Duration LONGEST_TIME = Duration.ofDays(30);

  private final PropertyProblems problems;
  private final LimitsCheck limits;

  JobsCheck(PropertyProblems problems) {
    this.problems = problems;
    this.limits = new LimitsCheck(problems);
  }

  /**
   * The settings.
   *
   * @param kafka the cluster, checked
   * @param data the folder of the gateway's data
   */
  JobSettings check(JobsProperties jobs, KafkaSettings kafka, Path data) {
    JobTopics topics = topics(jobs.topics());
    return new JobSettings(
        jobs.enabled(),
        kafka,
        topics,
        work(jobs, topics),
        new FilesCheck(problems).check(jobs.files(), data),
        batches(jobs.batches()),
        new WebhooksCheck(problems).check(jobs.webhooks()));
  }

  private WorkSettings work(JobsProperties jobs, JobTopics topics) {
    if (!TOPIC_NAME.matcher(jobs.group()).matches()) {
      problems.report(
          KEY + ".group",
          "'" + jobs.group() + "' is no name of a consumer group.",
          "Use letters, digits, dots, hyphens and underscores, at most 249.");
    }
    limits.atLeastOne(KEY + ".window", jobs.window());
    limits.atLeastOne(KEY + ".batch-window", jobs.batchWindow());
    int window = Math.max(jobs.window(), jobs.batchWindow());
    if (jobs.backlog() < window) {
      problems.report(
          KEY + ".backlog",
          jobs.backlog() + " jobs in memory don't fill a window of " + window + ".",
          "Make this larger or the window smaller.");
    }
    if (jobs.parked() < 0) {
      problems.report(KEY + ".parked", jobs.parked() + " is too small.", "Write 0 or more.");
    }
    limits.timeout(KEY + ".grace", jobs.grace());
    if (!jobs.maxTime().isPositive() || jobs.maxTime().compareTo(LONGEST_TIME) > 0) {
      problems.report(
          KEY + ".max-time",
          jobs.maxTime() + " is no sensible time for a job.",
          "Write more than 0 and at most 30d, like 1h.");
    }
    limits.keeping(KEY + ".keep-results", jobs.keepResults());
    return new WorkSettings(
        jobs.group(),
        jobs.window(),
        jobs.batchWindow(),
        jobs.backlog(),
        jobs.parked(),
        jobs.grace(),
        jobs.maxTime(),
        jobs.keepResults(),
        replyTopics(jobs.replyTopics(), topics));
  }

  private Set<String> replyTopics(List<String> written, JobTopics topics) {
    Set<String> ours = Set.of(topics.jobs(), topics.batchJobs(), topics.deadLetters());
    for (int i = 0; i < written.size(); i++) {
      String key = KEY + ".reply-topics[" + i + "]";
      String name = written.get(i);
      checkName(key, name);
      if (ours.contains(name)) {
        problems.report(key, "results can't go to " + name + ".", "Name a topic for results only.");
      }
    }
    return Set.copyOf(written);
  }

  private BatchSettings batches(Batches batches) {
    limits.atLeastOne(KEY + ".batches.max-lines", batches.maxLines());
    return new BatchSettings(
        batches.maxLines(), limits.size(KEY + ".batches.max-size", batches.maxSize()));
  }

  private JobTopics topics(TopicNames topics) {
    String partialResults = blankToNull(topics.partialResults());
    Map<String, String> names = new LinkedHashMap<>();
    names.put("jobs", topics.jobs());
    names.put("results", topics.results());
    names.put("dead-letters", topics.deadLetters());
    names.put("batch-jobs", topics.batchJobs());
    if (partialResults != null) {
      names.put("partial-results", partialResults);
    }
    checkNames(names);
    if (topics.partitions() < 1 || topics.partitions() > MOST_PARTITIONS) {
      problems.report(
          TOPICS + ".partitions",
          topics.partitions() + " is no sensible number of partitions.",
          "Write 1 to " + MOST_PARTITIONS + ".");
    }
    limits.keeping(TOPICS + ".retention", topics.retention());
    return new JobTopics(
        topics.jobs(),
        topics.results(),
        topics.deadLetters(),
        topics.batchJobs(),
        partialResults,
        topics.partitions(),
        topics.retention());
  }

  private void checkNames(Map<String, String> names) {
    Map<String, String> keys = new HashMap<>();
    names.forEach((key, name) -> {
      checkName(TOPICS + "." + key, name);
      String other = keys.putIfAbsent(name, key);
      if (other != null) {
        problems.report(TOPICS + "." + key, other + " go to the same topic.", "Give each its own.");
      }
    });
  }

  private void checkName(String key, String name) {
    if (!TOPIC_NAME.matcher(name).matches()) {
      problems.report(
          key,
          "'" + name + "' is no name of a topic.",
          "Use letters, digits, dots, hyphens and underscores, at most 249.");
    }
  }

  private static @Nullable String blankToNull(@Nullable String name) {
    return name == null || name.isBlank() ? null : name.strip();
  }
}
