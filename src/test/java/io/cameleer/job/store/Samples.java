package io.cameleer.job.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cameleer.chat.FailureClass;
import io.cameleer.job.Batch;
import io.cameleer.job.BatchId;
import io.cameleer.job.BatchRequest;
import io.cameleer.job.FileId;
import io.cameleer.job.JobError;
import io.cameleer.job.JobId;
import io.cameleer.job.JobOrigin;
import io.cameleer.job.JobOrigin.BatchLine;
import io.cameleer.job.JobProvenance;
import io.cameleer.job.JobRequest;
import io.cameleer.job.JobResponse;
import io.cameleer.job.JobResult;
import io.cameleer.job.JobStatus;
import io.cameleer.job.PostedJob;
import io.cameleer.job.TokenCounts;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Results, jobs and batches to store. */
final class Samples {

  static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  static final Instant TOMORROW = NOW.plus(Duration.ofDays(1));

  static final JobProvenance PROVENANCE =
      new JobProvenance(
          "openai",
          "gpt-5",
          "openai/gpt-5:ok",
          new BigDecimal("0.000123456789"),
          Duration.ofMillis(1_234),
          new TokenCounts(10, 4, 20, 5));

  private Samples() {}

  static JobResult answered(JobId id, JobOrigin origin) {
    byte[] body = ("{\"text\":\"answer to " + id + ", ü\"}").getBytes(UTF_8);
    JobResponse response = new JobResponse(200, "req_1", body);
    return new JobResult(id, "sales", origin, response, null, PROVENANCE, NOW, TOMORROW);
  }

  static JobResult answered(JobId id) {
    return answered(id, new JobOrigin.Topic());
  }

  static JobResult failed(JobId id, JobOrigin origin) {
    JobError error = new JobError("overloaded", "Nobody answers.", FailureClass.RETRY_SAME);
    return new JobResult(
        id, "sales", origin, null, error, JobProvenance.WITHOUT_ATTEMPT, NOW, TOMORROW);
  }

  static JobResult line(BatchId batch, int line) {
    return answered(JobId.ofLine(batch, line), new BatchLine(batch, line, "request-" + line));
  }

  static JobResult failedLine(BatchId batch, int line) {
    return failed(JobId.ofLine(batch, line), new BatchLine(batch, line, "request-" + line));
  }

  /** Answered lines from the first to the last number, both included. */
  static List<JobResult> lines(BatchId batch, int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(line -> line(batch, line)).toList();
  }

  static Batch batch(String caller, Instant createdAt) {
    BatchRequest request =
        new BatchRequest(
            "/v1/chat/completions",
            FileId.random(),
            "24h",
            Map.of("team", "sales: north", "note", "ü\n"),
            Duration.ofDays(7));
    return Batch.create(caller, request, createdAt, createdAt.plus(Duration.ofDays(1)));
  }

  static PostedJob posted(JobId id, @Nullable URI webhook) {
    return posted(id, NOW, webhook);
  }

  static PostedJob posted(JobId id, Instant createdAt, @Nullable URI webhook) {
    JobRequest request =
        new JobRequest(
            "mine",
            "/v1/chat/completions",
            Map.of("x-tag", "a:b", "x-empty", ""),
            "{\"model\":\"gpt-5\"}".getBytes(UTF_8));
    return new PostedJob(
        id, "sales", request, JobStatus.QUEUED, createdAt, null, TOMORROW, webhook);
  }
}
