package io.cameleer.config;

/**
 * Jobs, checked.
 *
 * @param enabled whether there are any; without them nothing here is looked at
 * @param kafka the cluster they go through
 * @param topics where they come from and go to
 * @param work how many of them are carried out at once, and for how long
 * @param files where files of batches are kept
 * @param batches what a batch may hold
 * @param webhooks how it is told that a job has ended
 */
public record JobSettings(
    boolean enabled,
    KafkaSettings kafka,
    JobTopics topics,
    WorkSettings work,
    FileSettings files,
    BatchSettings batches,
    WebhookSettings webhooks) {

  /** The same on another cluster. */
  JobSettings on(KafkaSettings cluster) {
    return new JobSettings(enabled, cluster, topics, work, files, batches, webhooks);
  }
}
