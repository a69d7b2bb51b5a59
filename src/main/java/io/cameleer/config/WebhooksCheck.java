package io.cameleer.config;

import io.cameleer.catalog.Secret;
import io.cameleer.config.JobsProperties.Webhooks;
import io.cameleer.job.webhook.SigningKey;
import java.util.Optional;

/** Makes settings of what is configured for webhooks, and reports what is wrong with it. */
final class WebhooksCheck {

  private static final String KEY = CameleerProperties.PREFIX + ".jobs.webhooks";

  private final PropertyProblems problems;

  WebhooksCheck(PropertyProblems problems) {
    this.problems = problems;
  }

  /** The settings. */
  WebhookSettings check(Webhooks webhooks) {
    String key = KEY + ".secret";
    Secret secret = new OptionalSecrets(problems).read(key, webhooks.secret());
    Optional<SigningKey> signing =
        Optional.ofNullable(secret).flatMap(text -> SigningKey.parse(text.reveal()));
    if (secret != null && signing.isEmpty()) {
      problems.report(
          key,
          "it is no secret of Standard Webhooks.",
          "Write whsec_ and 24 to 64 random bytes in base64:"
              + " echo whsec_$(openssl rand -base64 32).");
    }
    return new WebhookSettings(signing.orElse(null), webhooks.allowPrivate());
  }
}
