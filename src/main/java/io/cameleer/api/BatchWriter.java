package io.cameleer.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.job.Batch;
import io.cameleer.job.BatchError;
import io.cameleer.job.BatchStatus;
import io.cameleer.job.BatchTimes;
import io.cameleer.job.FileId;
import io.cameleer.job.Page;
import io.cameleer.job.RequestCounts;
import io.cameleer.job.TokenCounts;
import io.cameleer.json.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes OpenAI's batch objects. What a batch has not reached yet is null. */
public final class BatchWriter {

  private BatchWriter() {}

  /** The object of a batch. */
  public static ObjectNode batch(Batch batch) {
    ObjectNode node =
        Json.object()
            .put("id", batch.id().value())
            .put("object", "batch")
            .put("endpoint", batch.request().endpoint())
            .put("model", batch.model());
    node.set("errors", errors(batch.errors()));
    node.put("input_file_id", batch.request().inputFile().value())
        .put("completion_window", batch.request().completionWindow())
        .put("status", batch.status().wireName())
        .put("output_file_id", text(batch.files().output()))
        .put("error_file_id", text(batch.files().errors()));
    addTimes(node, batch.times());
    node.set("request_counts", counts(batch.progress().counts()));
    node.set("usage", usage(batch.progress().tokens()));
    node.set("metadata", metadata(batch.request().metadata()));
    return node;
  }

  /** A list of batches. */
  public static ObjectNode batches(Page<Batch> batches) {
    return ListWriter.list(batches, BatchWriter::batch);
  }

  private static JsonNode errors(List<BatchError> errors) {
    if (errors.isEmpty()) {
      return NullNode.getInstance();
    }
    ObjectNode node = Json.object().put("object", "list");
    ArrayNode data = node.putArray("data");
    for (BatchError error : errors) {
      data.addObject()
          .put("code", error.code())
          .put("message", error.message())
          .put("param", error.param())
          .put("line", error.line());
    }
    return node;
  }

  private static void addTimes(ObjectNode node, BatchTimes times) {
    ListWriter.seconds(node, "created_at", times.createdAt());
    ListWriter.seconds(node, "in_progress_at", times.at(BatchStatus.IN_PROGRESS));
    ListWriter.seconds(node, "expires_at", times.expiresAt());
    ListWriter.seconds(node, "finalizing_at", times.at(BatchStatus.FINALIZING));
    ListWriter.seconds(node, "completed_at", times.at(BatchStatus.COMPLETED));
    ListWriter.seconds(node, "failed_at", times.at(BatchStatus.FAILED));
    ListWriter.seconds(node, "expired_at", times.at(BatchStatus.EXPIRED));
    ListWriter.seconds(node, "cancelling_at", times.at(BatchStatus.CANCELLING));
    ListWriter.seconds(node, "cancelled_at", times.at(BatchStatus.CANCELLED));
  }

  private static ObjectNode counts(RequestCounts counts) {
    return Json.object()
        .put("total", counts.total())
        .put("completed", counts.completed())
        .put("failed", counts.failed());
  }

  private static ObjectNode usage(TokenCounts tokens) {
    ObjectNode node = Json.object().put("input_tokens", tokens.input());
    node.putObject("input_tokens_details").put("cached_tokens", tokens.cachedInput());
    node.put("output_tokens", tokens.output());
    node.putObject("output_tokens_details").put("reasoning_tokens", tokens.reasoning());
    return node.put("total_tokens", tokens.total());
  }

  private static JsonNode metadata(Map<String, String> metadata) {
    return metadata.isEmpty() ? NullNode.getInstance() : Json.object(metadata);
  }

  private static @Nullable String text(@Nullable FileId file) {
    return file == null ? null : file.value();
  }
}
