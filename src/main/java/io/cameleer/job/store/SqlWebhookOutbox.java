package io.cameleer.job.store;

import io.cameleer.job.JobId;
import io.cameleer.job.WebhookOutbox;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;

/**
 * {@link WebhookOutbox} in the database. A claim moves the time when a delivery is due to the end
 * of the lease, and counts the attempt; the count shows later whether the claim still holds.
 */
public final class SqlWebhookOutbox implements WebhookOutbox {

  /**
   * The time is asked for twice: another gateway may just have claimed what the inner one found.
   */
  private static final String CLAIM =
      """
      UPDATE webhooks SET attempts = attempts + 1, due_at = :leaseEnd
      WHERE due_at <= :now AND id IN (
        SELECT id FROM webhooks WHERE due_at <= :now ORDER BY due_at LIMIT :limit)
      RETURNING id, job_id, caller, url, attempts, created_at
      """;

  private static final String REMOVE =
      "DELETE FROM webhooks WHERE id = :id AND attempts = :attempts";

  private static final String POSTPONE =
      "UPDATE webhooks SET due_at = :dueAt WHERE id = :id AND attempts = :attempts";

  private final Database database;
  private final InstantSource clock;

  /** The outbox of this database, by this clock. */
  public SqlWebhookOutbox(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public List<Delivery> claim(int limit, Duration lease) {
    Instant now = clock.instant();
    List<Delivery> claimed =
        database.write(handle ->
            handle
                .createQuery(CLAIM)
                .bind("now", now.toEpochMilli())
                .bind("leaseEnd", now.plus(lease).toEpochMilli())
                .bind("limit", limit)
                .map((row, context) -> delivery(row))
                .list());
    return claimed.stream().sorted(Comparator.comparing(Delivery::createdAt)).toList();
  }

  private static Delivery delivery(ResultSet row) throws SQLException {
    return new Delivery(
        row.getString("id"),
        new JobId(row.getString("job_id")),
        row.getString("caller"),
        URI.create(row.getString("url")),
        row.getInt("attempts"),
        Columns.time(row, "created_at"));
  }

  @Override
  public void delivered(Delivery delivery) {
    remove(delivery);
  }

  @Override
  public void retry(Delivery delivery, Instant dueAt) {
    database.write(handle ->
        handle
            .createUpdate(POSTPONE)
            .bind("id", delivery.id())
            .bind("attempts", delivery.attempt())
            .bind("dueAt", dueAt.toEpochMilli())
            .execute());
  }

  @Override
  public void giveUp(Delivery delivery) {
    remove(delivery);
  }

  private void remove(Delivery delivery) {
    database.write(handle ->
        handle
            .createUpdate(REMOVE)
            .bind("id", delivery.id())
            .bind("attempts", delivery.attempt())
            .execute());
  }
}
