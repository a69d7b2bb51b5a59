package io.cameleer.job.store;

import io.cameleer.job.Batch;
import io.cameleer.job.BatchFiles;
import io.cameleer.job.BatchId;
import io.cameleer.job.BatchProgress;
import io.cameleer.job.BatchRequest;
import io.cameleer.job.BatchStatus;
import io.cameleer.job.BatchTimes;
import io.cameleer.job.FileId;
import io.cameleer.job.RequestCounts;
import io.cameleer.job.TokenCounts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Batches as rows of {@code batches}. */
final class BatchRows {

  private BatchRows() {}

  /** Binds what may change in a step. */
  static <S extends SqlStatement<S>> S bindState(S statement, Batch batch) {
    BatchTimes times = batch.times();
    return statement
        .bind("id", batch.id().value())
        .bind("model", batch.model())
        .bind("status", batch.status().wireName())
        .bind("total", batch.progress().counts().total())
        .bind("inProgressAt", Columns.millis(times.at(BatchStatus.IN_PROGRESS)))
        .bind("finalizingAt", Columns.millis(times.at(BatchStatus.FINALIZING)))
        .bind("completedAt", Columns.millis(times.at(BatchStatus.COMPLETED)))
        .bind("failedAt", Columns.millis(times.at(BatchStatus.FAILED)))
        .bind("expiredAt", Columns.millis(times.at(BatchStatus.EXPIRED)))
        .bind("cancellingAt", Columns.millis(times.at(BatchStatus.CANCELLING)))
        .bind("cancelledAt", Columns.millis(times.at(BatchStatus.CANCELLED)))
        .bind("outputFile", text(batch.files().output()))
        .bind("errorFile", text(batch.files().errors()));
  }

  /** Binds what never changes. */
  static <S extends SqlStatement<S>> S bindRequest(S statement, Batch batch) {
    BatchRequest request = batch.request();
    Duration keep = request.outputExpiresAfter();
    return statement
        .bind("caller", batch.caller())
        .bind("endpoint", request.endpoint())
        .bind("inputFile", request.inputFile().value())
        .bind("completionWindow", request.completionWindow())
        .bind("outputExpiresAfter", keep == null ? null : keep.toSeconds())
        .bind("createdAt", batch.times().createdAt().toEpochMilli())
        .bind("expiresAt", batch.times().expiresAt().toEpochMilli());
  }

  private static @Nullable String text(@Nullable FileId file) {
    return file == null ? null : file.value();
  }

  /** The batch in a row, without what is in other tables. */
  static Batch read(ResultSet row) throws SQLException {
    return new Batch(
        new BatchId(row.getString("id")),
        row.getString("caller"),
        request(row),
        row.getString("model"),
        BatchStatus.ofWireName(row.getString("status")),
        times(row),
        progress(row),
        List.of(),
        new BatchFiles(file(row, "output_file"), file(row, "error_file")));
  }

  private static BatchRequest request(ResultSet row) throws SQLException {
    Integer keep = Columns.optionalNumber(row, "output_expires_after_s");
    return new BatchRequest(
        row.getString("endpoint"),
        new FileId(row.getString("input_file")),
        row.getString("completion_window"),
        Map.of(),
        keep == null ? null : Duration.ofSeconds(keep));
  }

  private static BatchTimes times(ResultSet row) throws SQLException {
    Map<BatchStatus, Instant> reached = new EnumMap<>(BatchStatus.class);
    for (BatchStatus status : BatchStatus.values()) {
      Instant at =
          status == BatchStatus.VALIDATING
              ? null
              : Columns.optionalTime(row, status.wireName() + "_at");
      if (at != null) {
        reached.put(status, at);
      }
    }
    return new BatchTimes(
        Columns.time(row, "created_at"), Columns.time(row, "expires_at"), reached);
  }

  private static BatchProgress progress(ResultSet row) throws SQLException {
    return new BatchProgress(
        new RequestCounts(row.getInt("total"), row.getInt("completed"), row.getInt("failed")),
        new TokenCounts(
            row.getLong("input_tokens"),
            row.getLong("cached_input_tokens"),
            row.getLong("output_tokens"),
            row.getLong("reasoning_tokens")),
        new BatchProgress.Sent(row.getInt("sent_line"), row.getInt("sent_complete") == 1));
  }

  private static @Nullable FileId file(ResultSet row, String column) throws SQLException {
    String id = row.getString(column);
    return id == null ? null : new FileId(id);
  }
}
