package io.cameleer.job.store;

import io.cameleer.job.JobId;
import io.cameleer.job.JobOrigin.Posted;
import io.cameleer.job.JobResult;
import io.cameleer.job.JobStatus;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Ends posted jobs, and queues their webhooks, in the transaction that writes their results. */
final class FinishedJobs {

  /** The request is not needed any more. */
  private static final String FINISH =
      """
      UPDATE posted_jobs
      SET status = :status, finished_at = :finishedAt, headers = '', body = :nothing
      WHERE id = :id AND finished_at IS NULL
      """;

  private static final String QUEUE_WEBHOOK =
      """
      INSERT INTO webhooks (id, job_id, caller, url, attempts, due_at, created_at)
      SELECT :webhookId, id, caller, webhook, 0, :now, finished_at FROM posted_jobs
      WHERE id = :id AND webhook IS NOT NULL
      """;

  private final Handle handle;
  private final InstantSource clock;
  private final List<JobResult> results = new ArrayList<>();

  FinishedJobs(Handle handle, InstantSource clock) {
    this.handle = handle;
    this.clock = clock;
  }

  /** Notes a result that has just been written, if it is of a posted job. */
  void add(JobResult result) {
    if (result.origin() instanceof Posted) {
      results.add(result);
    }
  }

  /** Writes what was noted. */
  void write() {
    if (results.isEmpty()) {
      return;
    }
    try (PreparedBatch finishes = handle.prepareBatch(FINISH);
        PreparedBatch webhooks = handle.prepareBatch(QUEUE_WEBHOOK)) {
      results.forEach(result -> addFinish(finishes, result));
      int[] finished = finishes.execute();
      for (int i = 0; i < finished.length; i++) {
        if (finished[i] == 1) {
          addWebhook(webhooks, results.get(i).id());
        }
      }
      if (webhooks.size() > 0) {
        webhooks.execute();
      }
    }
  }

  private static void addFinish(PreparedBatch finishes, JobResult result) {
    JobStatus status = result.succeeded() ? JobStatus.COMPLETED : JobStatus.FAILED;
    finishes
        .bind("id", result.id().value())
        .bind("status", status.wireName())
        .bind("finishedAt", result.finishedAt().toEpochMilli())
        .bind("nothing", new byte[0])
        .add();
  }

  /** The webhook's id is the job's in another form: a job has one webhook. */
  private void addWebhook(PreparedBatch webhooks, JobId id) {
    webhooks
        .bind("id", id.value())
        .bind("webhookId", "msg_" + id.value().substring(id.value().indexOf('_') + 1))
        .bind("now", clock.millis())
        .add();
  }
}
