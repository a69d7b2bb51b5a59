package io.cameleer.config;

import io.cameleer.config.JobsProperties.TopicNames;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes settings of what is configured for jobs, and reports what is wrong with it. */
final class JobsCheck {

  /** Where the topics stand. */
  static final String TOPICS = CameleerProperties.PREFIX + ".jobs.topics";

  private static final Pattern TOPIC_NAME = Pattern.compile("(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,249}");
  private static final int MOST_PARTITIONS = 1_000;
  private static final Duration SHORTEST_RETENTION = Duration.ofMinutes(1);
  private static final Duration LONGEST_RETENTION = Duration.ofDays(36_500);

  private final PropertyProblems problems;
  private final KafkaCheck kafka;

  JobsCheck(PropertyProblems problems, KafkaCheck kafka) {
    this.problems = problems;
    this.kafka = kafka;
  }

  /** The settings. */
  JobSettings check(JobsProperties jobs, KafkaProperties cluster) {
    return new JobSettings(jobs.enabled(), kafka.check(cluster), topics(jobs.topics()));
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
    Duration retention = topics.retention();
    if (retention.compareTo(SHORTEST_RETENTION) < 0 || retention.compareTo(LONGEST_RETENTION) > 0) {
      problems.report(
          TOPICS + ".retention",
          retention + " is no sensible time to keep records.",
          "Write at least 1m, like 7d.");
    }
    return new JobTopics(
        topics.jobs(),
        topics.results(),
        topics.deadLetters(),
        topics.batchJobs(),
        partialResults,
        topics.partitions(),
        retention);
  }

  private void checkNames(Map<String, String> names) {
    Map<String, String> keys = new HashMap<>();
    names.forEach((key, name) -> {
      if (!TOPIC_NAME.matcher(name).matches()) {
        problems.report(
            TOPICS + "." + key,
            "'" + name + "' is no name of a topic.",
            "Use letters, digits, dots, hyphens and underscores, at most 249.");
      }
      String other = keys.putIfAbsent(name, key);
      if (other != null) {
        problems.report(TOPICS + "." + key, other + " go to the same topic.", "Give each its own.");
      }
    });
  }

  private static @Nullable String blankToNull(@Nullable String name) {
    return name == null || name.isBlank() ? null : name.strip();
  }
}
