package io.cameleer.job.store;

import io.cameleer.job.Leases;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** {@link Leases} in the database. */
public final class SqlLeases implements Leases {

  private static final String ACQUIRE =
      """
      INSERT INTO leases (name, holder, expires_at) VALUES (:name, :holder, :expiresAt)
      ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
      WHERE leases.holder = excluded.holder OR leases.expires_at <= :now
      """;

  private static final String RELEASE =
      "DELETE FROM leases WHERE name = :name AND holder = :holder";

  private final Database database;
  private final InstantSource clock;

  /** Leases of this database, by this clock. */
  public SqlLeases(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public boolean acquire(String name, String holder, Duration duration) {
    Instant now = clock.instant();
    return database.write(handle ->
        handle
                .createUpdate(ACQUIRE)
                .bind("name", name)
                .bind("holder", holder)
                .bind("expiresAt", now.plus(duration).toEpochMilli())
                .bind("now", now.toEpochMilli())
                .execute()
            == 1);
  }

  @Override
  public void release(String name, String holder) {
    database.write(
        handle -> handle.createUpdate(RELEASE).bind("name", name).bind("holder", holder).execute());
  }
}
