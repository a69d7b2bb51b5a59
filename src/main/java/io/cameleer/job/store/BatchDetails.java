package io.cameleer.job.store;

import io.cameleer.job.Batch;
import io.cameleer.job.BatchError;
import io.cameleer.job.BatchRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** What batches have several of: notes and errors. Read for all batches of a list at once. */
final class BatchDetails {

  private static final String ADD_METADATA =
      "INSERT INTO batch_metadata (batch_id, name, content) VALUES (:batchId, :name, :content)";

  private static final String ADD_ERROR =
      """
      INSERT INTO batch_errors (batch_id, position, code, message, param, line)
      VALUES (:batchId, :position, :code, :message, :param, :line)
      """;

  private static final String METADATA =
      "SELECT batch_id, name, content FROM batch_metadata WHERE batch_id IN (<ids>)";

  private static final String ERRORS =
      "SELECT * FROM batch_errors WHERE batch_id IN (<ids>) ORDER BY batch_id, position";

  private final Map<String, Map<String, String>> metadata = new HashMap<>();
  private final Map<String, List<BatchError>> errors = new HashMap<>();

  private BatchDetails() {}

  static void addMetadata(Handle handle, Batch batch) {
    if (batch.request().metadata().isEmpty()) {
      return;
    }
    try (PreparedBatch inserts = handle.prepareBatch(ADD_METADATA)) {
      batch
          .request()
          .metadata()
          .forEach((name, content) ->
              inserts
                  .bind("batchId", batch.id().value())
                  .bind("name", name)
                  .bind("content", content)
                  .add());
      inserts.execute();
    }
  }

  static void addErrors(Handle handle, Batch batch) {
    if (batch.errors().isEmpty()) {
      return;
    }
    try (PreparedBatch inserts = handle.prepareBatch(ADD_ERROR)) {
      int position = 0;
      for (BatchError error : batch.errors()) {
        inserts
            .bind("batchId", batch.id().value())
            .bind("position", position++)
            .bind("code", error.code())
            .bind("message", error.message())
            .bind("param", error.param())
            .bind("line", error.line())
            .add();
      }
      inserts.execute();
    }
  }

  /** The details of these batches. */
  static BatchDetails of(Handle handle, Collection<String> ids) {
    BatchDetails details = new BatchDetails();
    List<String> padded = Columns.inList(ids);
    handle
        .createQuery(METADATA)
        .bindList("ids", padded)
        .map((row, context) -> details.readMetadata(row))
        .list();
    handle
        .createQuery(ERRORS)
        .bindList("ids", padded)
        .map((row, context) -> details.readError(row))
        .list();
    return details;
  }

  private String readMetadata(ResultSet row) throws SQLException {
    String id = row.getString("batch_id");
    metadata
        .computeIfAbsent(id, key -> new HashMap<>())
        .put(row.getString("name"), row.getString("content"));
    return id;
  }

  private String readError(ResultSet row) throws SQLException {
    String id = row.getString("batch_id");
    errors
        .computeIfAbsent(id, key -> new ArrayList<>())
        .add(
            new BatchError(
                row.getString("code"),
                row.getString("message"),
                row.getString("param"),
                Columns.optionalNumber(row, "line")));
    return id;
  }

  /** The batch with its details. */
  Batch complete(Batch bare) {
    BatchRequest request = bare.request();
    return new Batch(
        bare.id(),
        bare.caller(),
        new BatchRequest(
            request.endpoint(),
            request.inputFile(),
            request.completionWindow(),
            metadata.getOrDefault(bare.id().value(), Map.of()),
            request.outputExpiresAfter()),
        bare.model(),
        bare.status(),
        bare.times(),
        bare.progress(),
        errors.getOrDefault(bare.id().value(), List.of()),
        bare.files());
  }
}
