package io.cameleer.job.store;

import io.cameleer.job.Batch;
import io.cameleer.job.BatchId;
import io.cameleer.job.BatchProgress;
import io.cameleer.job.BatchStatus;
import io.cameleer.job.Batches;
import io.cameleer.job.Page;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** {@link Batches} in the database. */
public final class SqlBatches implements Batches {

  private static final String CREATE =
      """
      INSERT INTO batches (
        id, caller, endpoint, input_file, completion_window, output_expires_after_s, model, status,
        takes_results, created_at, expires_at, in_progress_at, finalizing_at, completed_at,
        failed_at, expired_at, cancelling_at, cancelled_at, total, completed, failed, input_tokens,
        cached_input_tokens, output_tokens, reasoning_tokens, sent_line, sent_complete,
        output_file, error_file)
      VALUES (
        :id, :caller, :endpoint, :inputFile, :completionWindow, :outputExpiresAfter, :model,
        :status, 0, :createdAt, :expiresAt, :inProgressAt, :finalizingAt, :completedAt, :failedAt,
        :expiredAt, :cancellingAt, :cancelledAt, :total, 0, 0, 0, 0, 0, 0, 0, 0, :outputFile,
        :errorFile)
      """;

  /** Results are taken from the start on; while cancelling they are still taken, after it not. */
  private static final String REPLACE =
      """
      UPDATE batches SET
        model = :model, status = :status, total = :total, in_progress_at = :inProgressAt,
        finalizing_at = :finalizingAt, completed_at = :completedAt, failed_at = :failedAt,
        expired_at = :expiredAt, cancelling_at = :cancellingAt, cancelled_at = :cancelledAt,
        output_file = :outputFile, error_file = :errorFile,
        takes_results = CASE :status
          WHEN 'in_progress' THEN 1 WHEN 'cancelling' THEN takes_results ELSE 0 END
      WHERE id = :id AND status = :from
      """;

  private static final String CLOSE = "UPDATE batches SET takes_results = 0 WHERE id = :id";

  private static final String SENT =
      """
      UPDATE batches SET sent_line = :line, sent_complete = :complete
      WHERE id = :id AND sent_line <= :line AND sent_complete = 0
      """;

  private static final String FIND = "SELECT * FROM batches WHERE id = :id";

  private static final String LIST = "SELECT * FROM batches WHERE caller = :caller";

  private static final String AFTER =
      " AND (created_at, id) < (SELECT created_at, id FROM batches WHERE id = :after)";

  private static final String NEWEST_FIRST = " ORDER BY created_at DESC, id DESC LIMIT :limit";

  private static final String UNFINISHED =
      """
      SELECT * FROM batches
      WHERE status IN ('validating', 'in_progress', 'finalizing', 'cancelling')
      ORDER BY created_at
      """;

  private final Database database;

  /** The batches in this database. */
  public SqlBatches(Database database) {
    this.database = database;
  }

  @Override
  public void create(Batch batch) {
    database.write(handle -> {
      BatchDetails.addMetadata(handle, batch);
      return BatchRows.bindState(BatchRows.bindRequest(handle.createUpdate(CREATE), batch), batch)
          .execute();
    });
  }

  @Override
  public Optional<Batch> find(String caller, BatchId id) {
    return find(id).filter(batch -> batch.caller().equals(caller));
  }

  @Override
  public Optional<Batch> find(BatchId id) {
    return read(FIND, query -> query.bind("id", id.value())).stream().findFirst();
  }

  @Override
  public Page<Batch> list(String caller, @Nullable BatchId after, int limit) {
    String sql = LIST + (after == null ? "" : AFTER) + NEWEST_FIRST;
    List<Batch> batches =
        read(
            sql,
            query -> {
              query.bind("caller", caller).bind("limit", limit + 1);
              return after == null ? query : query.bind("after", after.value());
            });
    return Pages.of(batches, limit);
  }

  @Override
  public List<Batch> unfinished() {
    return read(UNFINISHED, UnaryOperator.identity());
  }

  private List<Batch> read(String sql, UnaryOperator<Query> bound) {
    return database.read(handle -> {
      List<Batch> bare =
          bound.apply(handle.createQuery(sql)).map((row, context) -> BatchRows.read(row)).list();
      return bare.isEmpty() ? bare : withDetails(handle, bare);
    });
  }

  private static List<Batch> withDetails(Handle handle, List<Batch> bare) {
    BatchDetails details =
        BatchDetails.of(handle, bare.stream().map(batch -> batch.id().value()).toList());
    return bare.stream().map(details::complete).toList();
  }

  @Override
  public boolean replace(BatchStatus from, Batch changed) {
    return database.write(handle -> {
      boolean taken =
          BatchRows.bindState(handle.createUpdate(REPLACE), changed)
                  .bind("from", from.wireName())
                  .execute()
              == 1;
      if (taken && changed.status() == BatchStatus.FAILED) {
        BatchDetails.addErrors(handle, changed);
      }
      return taken;
    });
  }

  @Override
  public void close(BatchId id) {
    database.write(handle -> handle.createUpdate(CLOSE).bind("id", id.value()).execute());
  }

  @Override
  public void sent(BatchId id, BatchProgress.Sent sent) {
    database.write(handle ->
        handle
            .createUpdate(SENT)
            .bind("id", id.value())
            .bind("line", sent.throughLine())
            .bind("complete", sent.complete() ? 1 : 0)
            .execute());
  }
}
