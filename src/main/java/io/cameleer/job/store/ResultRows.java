package io.cameleer.job.store;

import io.cameleer.chat.FailureClass;
import io.cameleer.job.BatchId;
import io.cameleer.job.JobError;
import io.cameleer.job.JobId;
import io.cameleer.job.JobOrigin;
import io.cameleer.job.JobOrigin.BatchLine;
import io.cameleer.job.JobOrigin.Posted;
import io.cameleer.job.JobOrigin.Topic;
import io.cameleer.job.JobProvenance;
import io.cameleer.job.JobResponse;
import io.cameleer.job.JobResult;
import io.cameleer.job.TokenCounts;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Results as rows of {@code job_results}. */
final class ResultRows {

  private static final String TOPIC = "topic";
  private static final String POSTED = "posted";
  private static final String BATCH_LINE = "batch_line";

  private ResultRows() {}

  /** Adds a row to the batch of inserts. */
  static void add(PreparedBatch inserts, JobResult result) {
    inserts
        .bind("jobId", result.id().value())
        .bind("caller", result.caller())
        .bind("finishedAt", result.finishedAt().toEpochMilli())
        .bind("expiresAt", result.expiresAt().toEpochMilli());
    bindOrigin(inserts, result.origin());
    bindResponse(inserts, result.response());
    bindError(inserts, result.error());
    bindProvenance(inserts, result.provenance());
    inserts.add();
  }

  private static void bindOrigin(PreparedBatch inserts, JobOrigin origin) {
    BatchLine line = origin instanceof BatchLine batchLine ? batchLine : null;
    inserts
        .bind("origin", kind(origin))
        .bind("batchId", line == null ? null : line.batch().value())
        .bind("line", line == null ? null : line.line())
        .bind("customId", line == null ? null : line.customId());
  }

  private static String kind(JobOrigin origin) {
    return switch (origin) {
      case Topic topic -> TOPIC;
      case Posted posted -> POSTED;
      case BatchLine line -> BATCH_LINE;
    };
  }

  private static void bindResponse(PreparedBatch inserts, @Nullable JobResponse response) {
    inserts
        .bind("statusCode", response == null ? null : response.statusCode())
        .bind("requestId", response == null ? null : response.requestId())
        .bind("body", response == null ? null : response.body());
  }

  private static void bindError(PreparedBatch inserts, @Nullable JobError error) {
    FailureClass failureClass = error == null ? null : error.failureClass();
    inserts
        .bind("errorCode", error == null ? null : error.code())
        .bind("errorMessage", error == null ? null : error.message())
        .bind("failureClass", failureClass == null ? null : failureClass.name());
  }

  private static void bindProvenance(PreparedBatch inserts, JobProvenance provenance) {
    BigDecimal cost = provenance.costUsd();
    TokenCounts tokens = provenance.tokens();
    inserts
        .bind("provider", provenance.provider())
        .bind("model", provenance.model())
        .bind("attempts", provenance.attempts())
        .bind("costUsd", cost == null ? null : cost.toPlainString())
        .bind("latencyMs", provenance.latency().toMillis())
        .bind("input", tokens.input())
        .bind("cachedInput", tokens.cachedInput())
        .bind("output", tokens.output())
        .bind("reasoning", tokens.reasoning());
  }

  /** The result in a row. */
  static JobResult read(ResultSet row) throws SQLException {
    return new JobResult(
        new JobId(row.getString("job_id")),
        row.getString("caller"),
        origin(row),
        response(row),
        error(row),
        provenance(row),
        Columns.time(row, "finished_at"),
        Columns.time(row, "expires_at"));
  }

  private static JobOrigin origin(ResultSet row) throws SQLException {
    return switch (row.getString("origin")) {
      case POSTED -> new Posted();
      case BATCH_LINE ->
          new BatchLine(
              new BatchId(row.getString("batch_id")),
              row.getInt("line"),
              row.getString("custom_id"));
      default -> new Topic();
    };
  }

  private static @Nullable JobResponse response(ResultSet row) throws SQLException {
    Integer status = Columns.optionalNumber(row, "status_code");
    return status == null
        ? null
        : new JobResponse(status, row.getString("request_id"), row.getBytes("body"));
  }

  private static @Nullable JobError error(ResultSet row) throws SQLException {
    String code = row.getString("error_code");
    String failureClass = row.getString("failure_class");
    return code == null
        ? null
        : new JobError(
            code,
            row.getString("error_message"),
            failureClass == null ? null : FailureClass.valueOf(failureClass));
  }

  private static JobProvenance provenance(ResultSet row) throws SQLException {
    String cost = row.getString("cost_usd");
    return new JobProvenance(
        row.getString("provider"),
        row.getString("model"),
        row.getString("attempts"),
        cost == null ? null : new BigDecimal(cost),
        Duration.ofMillis(row.getLong("latency_ms")),
        new TokenCounts(
            row.getLong("input_tokens"),
            row.getLong("cached_input_tokens"),
            row.getLong("output_tokens"),
            row.getLong("reasoning_tokens")));
  }
}
