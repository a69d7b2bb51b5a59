package io.cameleer.job.store;

import io.cameleer.job.BatchId;
import io.cameleer.job.JobId;
import io.cameleer.job.JobOrigin.BatchLine;
import io.cameleer.job.JobResult;
import io.cameleer.job.JobResults;
import io.cameleer.job.RequestCounts;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** {@link JobResults} in the database. */
public final class SqlJobResults implements JobResults {

  private static final String FIND = "SELECT * FROM job_results WHERE job_id IN (<ids>)";

  private static final String INSERT =
      """
      INSERT INTO job_results (
        job_id, caller, origin, batch_id, line, custom_id, status_code, request_id, body,
        error_code, error_message, failure_class, provider, model, attempts, cost_usd, latency_ms,
        input_tokens, cached_input_tokens, output_tokens, reasoning_tokens, finished_at, expires_at)
      VALUES (
        :jobId, :caller, :origin, :batchId, :line, :customId, :statusCode, :requestId, :body,
        :errorCode, :errorMessage, :failureClass, :provider, :model, :attempts, :costUsd,
        :latencyMs, :input, :cachedInput, :output, :reasoning, :finishedAt, :expiresAt)
      ON CONFLICT (job_id) DO NOTHING
      """;

  private static final String OF_BATCH =
      """
      SELECT * FROM job_results WHERE batch_id = :batchId AND line > :line
      ORDER BY line LIMIT :limit
      """;

  private static final String PURGE =
      """
      DELETE FROM job_results WHERE job_id IN (
        SELECT job_id FROM job_results WHERE expires_at <= :now ORDER BY expires_at LIMIT :limit)
      """;

  /** Bodies may be large: so many of them are in memory at a time. */
  private static final int PORTION = 100;

  private final Database database;
  private final InstantSource clock;

  /** The results in this database, by this clock. */
  public SqlJobResults(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public Map<JobId, JobResult> find(Collection<JobId> ids) {
    return ids.isEmpty() ? Map.of() : database.read(handle -> find(handle, ids));
  }

  private static Map<JobId, JobResult> find(Handle handle, Collection<JobId> ids) {
    Map<JobId, JobResult> found = new HashMap<>();
    handle
        .createQuery(FIND)
        .bindList("ids", Columns.inList(ids.stream().map(JobId::value).toList()))
        .map((row, context) -> ResultRows.read(row))
        .forEach(result -> found.put(result.id(), result));
    return found;
  }

  @Override
  public Saved save(Collection<JobResult> results) {
    return results.isEmpty()
        ? new Saved(Map.of(), Map.of())
        : database.write(handle -> save(handle, results));
  }

  private Saved save(Handle handle, Collection<JobResult> results) {
    Set<BatchId> open = BatchTally.hold(handle, results);
    // In one order everywhere: two gateways that save the same jobs wait for each other, not both.
    List<JobResult> taken =
        results.stream()
            .filter(result ->
                !(result.origin() instanceof BatchLine line && !open.contains(line.batch())))
            .sorted(Comparator.comparing(result -> result.id().value()))
            .toList();
    Map<JobId, JobResult> known = new HashMap<>();
    List<JobId> earlier = new ArrayList<>();
    BatchTally tally = new BatchTally();
    FinishedJobs finished = new FinishedJobs(handle, clock);
    int[] inserted = insert(handle, taken);
    for (int i = 0; i < inserted.length; i++) {
      JobResult result = taken.get(i);
      if (inserted[i] == 0) {
        earlier.add(result.id());
        continue;
      }
      known.put(result.id(), result);
      tally.add(result);
      finished.add(result);
    }
    if (!earlier.isEmpty()) {
      known.putAll(find(handle, earlier));
    }
    finished.write();
    Map<BatchId, RequestCounts> counts = tally.write(handle);
    return new Saved(known, counts);
  }

  private static int[] insert(Handle handle, List<JobResult> results) {
    if (results.isEmpty()) {
      return new int[0];
    }
    try (PreparedBatch inserts = handle.prepareBatch(INSERT)) {
      results.forEach(result -> ResultRows.add(inserts, result));
      return inserts.execute();
    }
  }

  @Override
  public Stream<JobResult> ofBatch(BatchId batch) {
    return Stream.iterate(
            portion(batch, 0),
            portion -> !portion.isEmpty(),
            portion -> portion.size() < PORTION ? List.of() : portion(batch, lastLine(portion)))
        .flatMap(List::stream);
  }

  private List<JobResult> portion(BatchId batch, int afterLine) {
    return database.read(handle ->
        handle
            .createQuery(OF_BATCH)
            .bind("batchId", batch.value())
            .bind("line", afterLine)
            .bind("limit", PORTION)
            .map((row, context) -> ResultRows.read(row))
            .list());
  }

  private static int lastLine(List<JobResult> portion) {
    return ((BatchLine) portion.get(portion.size() - 1).origin()).line();
  }

  @Override
  public int purgeExpired(int limit) {
    return database.write(handle ->
        handle.createUpdate(PURGE).bind("now", clock.millis()).bind("limit", limit).execute());
  }
}
