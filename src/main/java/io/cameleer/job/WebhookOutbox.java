package io.cameleer.job;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Webhooks that are still to be delivered. {@link JobResults#save} queues one in the transaction
 * that ends a job with a webhook. All methods may be called from any thread and throw {@link
 * StoreException} where the database can't be reached.
 */
public interface WebhookOutbox {

  /**
   * Takes deliveries that are due. Nobody else gets them until the lease is over; one who dies with
   * them holds them up no longer than that.
   *
   * @param limit how many at most
   * @param lease longer than a delivery takes
   */
  List<Delivery> claim(int limit, Duration lease);

  /** It was delivered: it is forgotten. */
  void delivered(Delivery delivery);

  /** It failed; it is due again at this time. Without effect where the lease was over. */
  void retry(Delivery delivery, Instant dueAt);

  /** It failed for good: it is forgotten. */
  void giveUp(Delivery delivery);

  /**
   * A webhook to deliver.
   *
   * @param id {@code msg_…}, the same in every attempt: the {@code webhook-id} of Standard Webhooks
   * @param jobId the job that ended
   * @param caller whose job it is
   * @param url where to post
   * @param attempt which attempt this is, from 1
   * @param createdAt when the job ended
   */
  record Delivery(String id, JobId jobId, String caller, URI url, int attempt, Instant createdAt) {}
}
