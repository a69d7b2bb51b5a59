package io.cameleer.job.store;

import io.cameleer.job.Idempotency;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** {@link Idempotency} in the database. */
public final class SqlIdempotency implements Idempotency {

  /** Takes a key that is new, or whose answer or lock has expired. */
  private static final String TAKE =
      """
      INSERT INTO idempotency_keys (caller, idempotency_key, fingerprint, token, expires_at)
      VALUES (:caller, :key, :fingerprint, :token, :expiresAt)
      ON CONFLICT (caller, idempotency_key) DO UPDATE SET
        fingerprint = excluded.fingerprint, token = excluded.token, status = NULL,
        headers = NULL, body = NULL, expires_at = excluded.expires_at
      WHERE idempotency_keys.expires_at <= :now
      """;

  private static final String FIND =
      """
      SELECT fingerprint, status, headers, body FROM idempotency_keys
      WHERE caller = :caller AND idempotency_key = :key
      """;

  private static final String FINISH =
      """
      UPDATE idempotency_keys
      SET status = :status, headers = :headers, body = :body, expires_at = :expiresAt
      WHERE caller = :caller AND idempotency_key = :key AND token = :token AND status IS NULL
      """;

  private static final String RELEASE =
      """
      DELETE FROM idempotency_keys
      WHERE caller = :caller AND idempotency_key = :key AND token = :token AND status IS NULL
      """;

  private static final String PURGE =
      """
      DELETE FROM idempotency_keys WHERE (caller, idempotency_key) IN (
        SELECT caller, idempotency_key FROM idempotency_keys
        WHERE expires_at <= :now ORDER BY expires_at LIMIT :limit)
      """;

  private final Database database;
  private final InstantSource clock;

  /** The keys in this database, by this clock. */
  public SqlIdempotency(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public Decision begin(Key key, String fingerprint, Duration lock) {
    Held held = new Held(key, UUID.randomUUID().toString());
    Instant now = clock.instant();
    return database.write(handle -> {
      boolean taken =
          handle
                  .createUpdate(TAKE)
                  .bind("caller", key.caller())
                  .bind("key", key.value())
                  .bind("fingerprint", fingerprint)
                  .bind("token", held.token())
                  .bind("expiresAt", now.plus(lock).toEpochMilli())
                  .bind("now", now.toEpochMilli())
                  .execute()
              == 1;
      return taken ? held : existing(handle, key, fingerprint);
    });
  }

  /** A key that is gone since was held a moment ago: as if it still were. */
  private static Decision existing(Handle handle, Key key, String fingerprint) {
    Optional<Decision> found =
        handle
            .createQuery(FIND)
            .bind("caller", key.caller())
            .bind("key", key.value())
            .map((row, context) -> decision(row, fingerprint))
            .findOne();
    return found.orElseGet(InProgress::new);
  }

  private static Decision decision(ResultSet row, String fingerprint) throws SQLException {
    if (!fingerprint.equals(row.getString("fingerprint"))) {
      return new Conflict();
    }
    Integer status = Columns.optionalNumber(row, "status");
    return status == null
        ? new InProgress()
        : new Replay(
            new Answer(status, Columns.headers(row.getString("headers")), row.getBytes("body")));
  }

  @Override
  public boolean finish(Held held, Answer answer, Duration keep) {
    return database.write(handle ->
        handle
                .createUpdate(FINISH)
                .bind("caller", held.key().caller())
                .bind("key", held.key().value())
                .bind("token", held.token())
                .bind("status", answer.status())
                .bind("headers", Columns.headers(answer.headers()))
                .bind("body", answer.body())
                .bind("expiresAt", clock.instant().plus(keep).toEpochMilli())
                .execute()
            == 1);
  }

  @Override
  public void release(Held held) {
    database.write(handle ->
        handle
            .createUpdate(RELEASE)
            .bind("caller", held.key().caller())
            .bind("key", held.key().value())
            .bind("token", held.token())
            .execute());
  }

  @Override
  public int purgeExpired(int limit) {
    return database.write(handle ->
        handle.createUpdate(PURGE).bind("now", clock.millis()).bind("limit", limit).execute());
  }
}
