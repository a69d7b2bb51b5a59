package io.cameleer.job.topic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.chat.CallFailedException;
import io.cameleer.job.BatchId;
import io.cameleer.job.JobId;
import io.cameleer.job.JobOrigin;
import io.cameleer.job.JobRequest;
import io.cameleer.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of jobs whose results are kept, and asked for by HTTP: lines of batches and posted
 * jobs. The gateway writes them for itself.
 */
public final class KeptJobs {

  private KeptJobs() {}

  /**
   * The record of a job.
   *
   * @param id the job
   * @param caller whose it is; empty where callers have no names
   * @param origin a batch's line or a posted job
   * @param request what to call; its headers are named as {@link JobHeaders} has them
   * @param deadline when it is of no use any more, or null
   * @throws IllegalArgumentException where the request's body is no JSON object
   */
  public static OutgoingRecord write(
      JobId id, String caller, JobOrigin origin, JobRequest request, @Nullable Instant deadline) {
    List<RecordHeader> headers = new ArrayList<>();
    request.headers().forEach((name, value) -> headers.add(RecordHeader.of(name, value)));
    if (!caller.isEmpty()) {
      headers.add(RecordHeader.of(JobHeaders.CALLER, caller));
    }
    if (deadline != null) {
      headers.add(RecordHeader.of(JobHeaders.DEADLINE, deadline.toString()));
    }
    if (origin instanceof JobOrigin.BatchLine line) {
      headers.add(RecordHeader.of(JobHeaders.BATCH_ID, line.batch().value()));
      headers.add(RecordHeader.of(JobHeaders.LINE, Integer.toString(line.line())));
    }
    byte[] key = id.value().getBytes(StandardCharsets.UTF_8);
    return new OutgoingRecord(key, line(origin, request), headers);
  }

  private static byte[] line(JobOrigin origin, JobRequest request) {
    ObjectNode line = Json.object();
    line.put("custom_id", customId(origin, request));
    line.put("method", "POST");
    line.put("url", request.url());
    try {
      line.set("body", Json.read(request.body()));
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException("The body of a job must be JSON", malformed);
    }
    return Json.bytes(line);
  }

  private static @Nullable String customId(JobOrigin origin, JobRequest request) {
    return origin instanceof JobOrigin.BatchLine line ? line.customId() : request.customId();
  }

  /**
   * Reads a record that {@link #write} has made.
   *
   * @throws CallFailedException where somebody else wrote it
   */
  public static ReceivedJob read(JobRecord record) {
    JobId id = id(record);
    byte[] key = id.value().getBytes(StandardCharsets.UTF_8);
    try {
      JsonNode value = record.value() == null ? Json.object() : Json.read(record.value());
      JobLine line = JobLine.read(value);
      String customId = line.customId() == null ? id.value() : line.customId();
      return new ReceivedJob(
          id,
          key,
          origin(record, customId),
          customId,
          new TermsReader(record, null).read(),
          null,
          line.endpoint(),
          line.body());
    } catch (JsonProcessingException malformed) {
      throw InvalidJob.of("invalid_json", null, "The record is not the gateway's own.");
    }
  }

  /**
   * The job of such a record.
   *
   * @throws CallFailedException where somebody else wrote it
   */
  public static JobId id(JobRecord record) {
    String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    return JobId.parse(key)
        .orElseThrow(
            () -> InvalidJob.of("invalid_value", null, "The record's key is not a job's id."));
  }

  private static JobOrigin origin(JobRecord record, String customId) {
    String batch = record.header(JobHeaders.BATCH_ID);
    String line = record.header(JobHeaders.LINE);
    if (batch == null || line == null) {
      return new JobOrigin.Posted();
    }
    try {
      BatchId id = BatchId.parse(batch).orElseThrow(NumberFormatException::new);
      return new JobOrigin.BatchLine(id, Integer.parseInt(line), customId);
    } catch (NumberFormatException malformed) {
      throw InvalidJob.header(JobHeaders.LINE, "does not name the line of a batch");
    }
  }
}
