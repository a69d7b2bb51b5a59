package io.cameleer.camel.webhooks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.camel.posted.ShownJobs;
import io.cameleer.config.WebhookSettings;
import io.cameleer.job.JobStatus;
import io.cameleer.job.WebhookOutbox.Delivery;
import io.cameleer.job.webhook.SigningKey;
import io.cameleer.job.webhook.WebhookRules;
import io.cameleer.job.webhook.WebhookRules.Refused;
import io.cameleer.json.Json;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/**
 * Writes the webhook of the delivery in the body, signed as Standard Webhooks has it. Where there
 * is nothing to tell any more, or it must not go where it should, it is given up, and the body is
 * empty.
 */
final class WriteWebhook implements Processor {

  private final Deliveries deliveries;
  private final ShownJobs jobs;
  private final @Nullable SigningKey key;
  private final WebhookRules rules;
  private final Clock clock;

  WriteWebhook(Deliveries deliveries, ShownJobs jobs, WebhookSettings settings, Clock clock) {
    this.deliveries = deliveries;
    this.jobs = jobs;
    this.key = settings.key();
    this.rules = new WebhookRules(settings.allowPrivate());
    this.clock = clock;
  }

  @Override
  public void process(Exchange exchange) {
    Message message = exchange.getMessage();
    Delivery delivery = message.getBody(Delivery.class);
    DeliveryState.keep(exchange, delivery);
    message.removeHeaders("*");
    message.setBody(null);
    Optional<ShownJobs.Shown> job = jobs.find(delivery.caller(), delivery.jobId());
    if (rules.judge(delivery.url().toString()) instanceof Refused refused) {
      deliveries.giveUp(delivery, "its URL " + refused.reason());
    } else if (job.isEmpty()) {
      deliveries.giveUp(delivery, "its job is forgotten");
    } else {
      write(message, delivery, job.get());
    }
  }

  private void write(Message message, Delivery delivery, ShownJobs.Shown job) {
    byte[] payload = payload(delivery, job);
    Instant now = clock.instant();
    message.setHeader(Exchange.HTTP_URI, delivery.url().toString());
    message.setHeader(Exchange.CONTENT_TYPE, "application/json");
    message.setHeader("webhook-id", delivery.id());
    message.setHeader("webhook-timestamp", Long.toString(now.getEpochSecond()));
    message.setHeader("webhook-signature", signature(delivery, now, payload));
    message.setBody(payload);
  }

  private String signature(Delivery delivery, Instant now, byte[] payload) {
    return Objects.requireNonNull(key, "there are no webhooks")
        .signature(delivery.id(), now, payload);
  }

  private static byte[] payload(Delivery delivery, ShownJobs.Shown job) {
    ObjectNode payload =
        Json.object()
            .put("type", job.status() == JobStatus.COMPLETED ? "job.completed" : "job.failed")
            .put("timestamp", delivery.createdAt().toString());
    payload.set("data", job.object());
    return Json.bytes(payload);
  }
}
