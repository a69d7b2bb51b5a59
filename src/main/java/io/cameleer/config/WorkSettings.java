package io.cameleer.config;

import java.time.Duration;
import java.util.Set;

/**
 * How jobs are carried out, checked.
 *
 * @param group the consumer group of all gateways that share the work
 * @param window how many calls of jobs are in flight at most
 * @param batchWindow how many calls of batches and posted jobs are in flight at most
 * @param backlog how many jobs each of the two has in memory at most
 * @param parked how many of them may wait for a retry without taking up the window
 * @param grace how long calls in flight have to end when their partition goes elsewhere
 * @param maxTime how long a job without a deadline may take
 * @param keepResults how long results are remembered
 * @param replyTopics other topics that a job may have its result sent to
 */
public record WorkSettings(
    String group,
    int window,
    int batchWindow,
    int backlog,
    int parked,
    Duration grace,
    Duration maxTime,
    Duration keepResults,
    Set<String> replyTopics) {

  public WorkSettings {
    replyTopics = Set.copyOf(replyTopics);
  }
}
