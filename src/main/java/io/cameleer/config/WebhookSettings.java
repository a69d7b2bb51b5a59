package io.cameleer.config;

import io.cameleer.job.webhook.SigningKey;
import org.jspecify.annotations.Nullable;

/**
 * How it is told that a job has ended, checked.
 *
 * @param key what webhooks are signed with, or null: there are none
 * @param allowPrivate whether they may go to private addresses, and without TLS
 */
public record WebhookSettings(@Nullable SigningKey key, boolean allowPrivate) {}
