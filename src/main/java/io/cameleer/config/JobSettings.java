package io.cameleer.config;

/**
 * Jobs, checked.
 *
 * @param enabled whether there are any; without them nothing here is looked at
 * @param kafka the cluster they go through
 * @param topics where they come from and go to
 */
public record JobSettings(boolean enabled, KafkaSettings kafka, JobTopics topics) {}
