package io.cameleer.job.store;

import io.cameleer.job.JobId;
import io.cameleer.job.JobRequest;
import io.cameleer.job.JobStatus;
import io.cameleer.job.PostedJob;
import io.cameleer.job.PostedJobs;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@link PostedJobs} in the database. */
public final class SqlPostedJobs implements PostedJobs {

  private static final String CREATE =
      """
      INSERT INTO posted_jobs (
        id, caller, custom_id, url, headers, body, status, created_at, finished_at, expires_at,
        webhook)
      VALUES (
        :id, :caller, :customId, :url, :headers, :body, :status, :createdAt, :finishedAt,
        :expiresAt, :webhook)
      """;

  private static final String FIND =
      "SELECT * FROM posted_jobs WHERE id = :id AND caller = :caller";

  private static final String SENT =
      "UPDATE posted_jobs SET sent_at = :now WHERE id = :id AND finished_at IS NULL";

  private static final String STARTED =
      """
      UPDATE posted_jobs SET status = 'in_progress'
      WHERE id IN (<ids>) AND status = 'queued' AND finished_at IS NULL
      """;

  private static final String UNSENT =
      """
      SELECT * FROM posted_jobs
      WHERE finished_at IS NULL AND sent_at IS NULL AND created_at < :createdBefore
      ORDER BY created_at LIMIT :limit
      """;

  private static final String UNFINISHED =
      """
      SELECT * FROM posted_jobs WHERE finished_at IS NULL AND created_at < :createdBefore
      ORDER BY created_at LIMIT :limit
      """;

  private static final String PURGE =
      """
      DELETE FROM posted_jobs WHERE id IN (
        SELECT id FROM posted_jobs WHERE expires_at <= :now ORDER BY expires_at LIMIT :limit)
      """;

  private final Database database;
  private final InstantSource clock;

  /** The jobs in this database, by this clock. */
  public SqlPostedJobs(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public void create(PostedJob job) {
    database.write(handle ->
        handle
            .createUpdate(CREATE)
            .bind("id", job.id().value())
            .bind("caller", job.caller())
            .bind("customId", job.request().customId())
            .bind("url", job.request().url())
            .bind("headers", Columns.headers(job.request().headers()))
            .bind("body", job.request().body())
            .bind("status", job.status().wireName())
            .bind("createdAt", job.createdAt().toEpochMilli())
            .bind("finishedAt", Columns.millis(job.finishedAt()))
            .bind("expiresAt", job.expiresAt().toEpochMilli())
            .bind("webhook", text(job.webhook()))
            .execute());
  }

  private static @Nullable String text(@Nullable URI webhook) {
    return webhook == null ? null : webhook.toString();
  }

  @Override
  public Optional<PostedJob> find(String caller, JobId id) {
    return database.read(handle ->
        handle
            .createQuery(FIND)
            .bind("id", id.value())
            .bind("caller", caller)
            .map((row, context) -> job(row))
            .findOne());
  }

  @Override
  public void sent(JobId id) {
    database.write(handle ->
        handle.createUpdate(SENT).bind("id", id.value()).bind("now", clock.millis()).execute());
  }

  @Override
  public void started(Collection<JobId> ids) {
    if (!ids.isEmpty()) {
      List<String> values = Columns.inList(ids.stream().map(JobId::value).sorted().toList());
      database.write(handle -> handle.createUpdate(STARTED).bindList("ids", values).execute());
    }
  }

  @Override
  public List<PostedJob> unsent(Instant createdBefore, int limit) {
    return list(UNSENT, createdBefore, limit);
  }

  @Override
  public List<PostedJob> unfinished(Instant createdBefore, int limit) {
    return list(UNFINISHED, createdBefore, limit);
  }

  private List<PostedJob> list(String sql, Instant createdBefore, int limit) {
    return database.read(handle ->
        handle
            .createQuery(sql)
            .bind("createdBefore", createdBefore.toEpochMilli())
            .bind("limit", limit)
            .map((row, context) -> job(row))
            .list());
  }

  @Override
  public int purgeExpired(int limit) {
    return database.write(handle ->
        handle.createUpdate(PURGE).bind("now", clock.millis()).bind("limit", limit).execute());
  }

  private static PostedJob job(ResultSet row) throws SQLException {
    String webhook = row.getString("webhook");
    return new PostedJob(
        new JobId(row.getString("id")),
        row.getString("caller"),
        new JobRequest(
            row.getString("custom_id"),
            row.getString("url"),
            Columns.headers(row.getString("headers")),
            row.getBytes("body")),
        JobStatus.ofWireName(row.getString("status")),
        Columns.time(row, "created_at"),
        Columns.optionalTime(row, "finished_at"),
        Columns.time(row, "expires_at"),
        webhook == null ? null : URI.create(webhook));
  }
}
