package io.cameleer.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.job.JobError;
import io.cameleer.job.JobProvenance;
import io.cameleer.job.JobResponse;
import io.cameleer.job.JobResult;
import io.cameleer.job.JobStatus;
import io.cameleer.job.PostedJob;
import io.cameleer.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Writes the object of a job that was posted. Its response and error are those of a line of
 * OpenAI's batch output; what there is not yet is null.
 */
public final class JobWriter {

  private JobWriter() {}

  /** A job that has just been accepted. */
  public static ObjectNode accepted(PostedJob job) {
    return write(job, job.status(), null);
  }

  /**
   * A job.
   *
   * @param result how it ended, or null where it has not
   */
  public static ObjectNode job(PostedJob job, @Nullable JobResult result) {
    if (result == null) {
      return write(job, job.status(), null);
    }
    return write(job, result.succeeded() ? JobStatus.COMPLETED : JobStatus.FAILED, result);
  }

  private static ObjectNode write(PostedJob job, JobStatus status, @Nullable JobResult result) {
    ObjectNode node =
        Json.object()
            .put("id", job.id().value())
            .put("object", "job")
            .put("status", status.wireName())
            .put("endpoint", job.request().url())
            .put("custom_id", job.request().customId())
            .put("created_at", job.createdAt().getEpochSecond())
            .put("finished_at", seconds(result == null ? null : result.finishedAt()))
            .put("expires_at", job.expiresAt().getEpochSecond());
    node.set("response", response(result == null ? null : result.response()));
    node.set("error", error(result == null ? null : result.error()));
    node.set("provenance", provenance(result == null ? null : result.provenance()));
    return node;
  }

  private static @Nullable Long seconds(@Nullable Instant time) {
    return time == null ? null : (Long) time.getEpochSecond();
  }

  private static JsonNode response(@Nullable JobResponse response) {
    if (response == null) {
      return NullNode.getInstance();
    }
    ObjectNode node =
        Json.object()
            .put("status_code", response.statusCode())
            .put("request_id", response.requestId());
    String body = new String(response.body(), StandardCharsets.UTF_8);
    node.set("body", Json.leaf(json -> json.writeRawValue(body)));
    return node;
  }

  private static JsonNode error(@Nullable JobError error) {
    return error == null
        ? NullNode.getInstance()
        : Json.object().put("code", error.code()).put("message", error.message());
  }

  private static JsonNode provenance(@Nullable JobProvenance provenance) {
    if (provenance == null) {
      return NullNode.getInstance();
    }
    return Json.object()
        .put("provider", provenance.provider())
        .put("model", provenance.model())
        .put("attempts", provenance.attempts())
        .put("cost_usd", provenance.costUsd())
        .put("latency_ms", provenance.latency().toMillis());
  }
}
