package io.cameleer.config;

import io.cameleer.broker.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The topics of jobs, checked.
 *
 * @param jobs where they are sent to
 * @param results where their results go to
 * @param deadLetters where those go to that have failed for good or can't be read
 * @param batchJobs where the jobs of batches are kept until they are run
 * @param partialResults where answers go to as they come in; null: nowhere
 * @param partitions into how many a topic is divided that has to be created
 * @param retention how long records are kept in a topic that has to be created
 */
public record JobTopics(
    String jobs,
    String results,
    String deadLetters,
    String batchJobs,
    @Nullable String partialResults,
    int partitions,
    Duration retention) {

  /** All of them, as they are to be created where they are missing. */
  public List<Topic> all() {
    return Stream.of(jobs, results, deadLetters, batchJobs, partialResults)
        .filter(Objects::nonNull)
        .map(name -> new Topic(name, partitions, retention))
        .toList();
  }
}
