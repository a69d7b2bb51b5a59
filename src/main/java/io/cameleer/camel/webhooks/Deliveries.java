package io.cameleer.camel.webhooks;

import io.cameleer.job.RetrySchedule;
import io.cameleer.job.StoreException;
import io.cameleer.job.WebhookOutbox;
import io.cameleer.job.WebhookOutbox.Delivery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The webhooks that this gateway is just delivering: which, how many at once, and what becomes of
 * them. Several gateways share the outbox; none gets what another one has.
 */
final class Deliveries {

  private static final Logger LOGGER = LoggerFactory.getLogger(Deliveries.class);

  /** How long a delivery may take. */
  static final Duration PATIENCE = Duration.ofSeconds(15);

  /** Longer than that, with room for a busy machine. */
  private static final Duration LEASE = PATIENCE.multipliedBy(4);

  private final WebhookOutbox outbox;
  private final RetrySchedule schedule;
  private final Clock clock;
  private final int most;

  /** Which are under way, and when their lease ends: then they are not ours any more. */
  private final Map<String, Instant> underWay = new ConcurrentHashMap<>();

  /** Delivers at most so many at once. */
  Deliveries(WebhookOutbox outbox, RetrySchedule schedule, Clock clock, int most) {
    this.outbox = outbox;
    this.schedule = schedule;
    this.clock = clock;
    this.most = most;
  }

  /** Takes as many webhooks that are due as there is room for. To be called by one thread only. */
  List<Delivery> claim() {
    Instant now = clock.instant();
    underWay.values().removeIf(leaseEnd -> leaseEnd.isBefore(now));
    int free = most - underWay.size();
    if (free == 0) {
      return List.of();
    }
    try {
      List<Delivery> claimed = outbox.claim(free, LEASE);
      claimed.forEach(delivery -> underWay.put(delivery.id(), now.plus(LEASE)));
      return claimed;
    } catch (StoreException unreachable) {
      LOGGER.warn("Webhooks wait for the database: {}", unreachable.getMessage());
      return List.of();
    }
  }

  /** It is under way no more: there is room for another one. */
  void end(Delivery delivery) {
    underWay.remove(delivery.id());
  }

  /** It was taken. */
  void delivered(Delivery delivery) {
    outbox.delivered(delivery);
  }

  /** It was not taken this time: it is due again after a while, unless that was the last time. */
  void failed(Delivery delivery, String reason) {
    Optional<Duration> wait = schedule.afterAttempt(delivery.attempt());
    if (wait.isEmpty()) {
      giveUp(delivery, reason);
      return;
    }
    Instant dueAt = clock.instant().plus(wait.get());
    LOGGER
        .atInfo()
        .addKeyValue("job", delivery.jobId())
        .addKeyValue("host", delivery.url().getHost())
        .addKeyValue("attempt", delivery.attempt())
        .log("a webhook was not taken, and is sent again at {}: {}", dueAt, reason);
    outbox.retry(delivery, dueAt);
  }

  /** It won't be taken. */
  void giveUp(Delivery delivery, String reason) {
    LOGGER
        .atWarn()
        .addKeyValue("job", delivery.jobId())
        .addKeyValue("host", delivery.url().getHost())
        .addKeyValue("attempt", delivery.attempt())
        .log("a webhook is given up: {}", reason);
    outbox.giveUp(delivery);
  }
}
