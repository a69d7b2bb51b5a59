package io.cameleer.camel.jobs;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How jobs are set up.
 *
 * @param enabled whether there are any
 * @param client gives the properties of Kafka clients, once the cluster is known
 * @param topics where jobs come from and go to
 * @param instance names this gateway among those that share the cluster; the same after a restart
 * @param limits what a job may take
 * @param jobs how much work is taken on from the topic of jobs
 * @param batchJobs how much work is taken on from the topic of lines of batches and posted jobs
 */
public record JobSetup(
    boolean enabled,
    Supplier<Map<String, Object>> client,
    Topics topics,
    String instance,
    JobLimits limits,
    LaneSettings jobs,
    LaneSettings batchJobs) {

  /**
   * Where jobs come from and go to.
   *
   * @param group the consumer group of all gateways that share the work
   * @param jobs where they are sent to
   * @param batchJobs where lines of batches and posted jobs wait
   * @param results where results go to
   * @param deadLetters where those go to that have failed for good
   * @param partialResults where pieces of answers go to, or null: nowhere
   * @param replyTopics other topics that a job may have its result sent to
   */
  public record Topics(
      String group,
      String jobs,
      String batchJobs,
      String results,
      String deadLetters,
      @Nullable String partialResults,
      Set<String> replyTopics) {

    public Topics {
      replyTopics = Set.copyOf(replyTopics);
    }
  }
}
