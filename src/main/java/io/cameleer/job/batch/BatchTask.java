package io.cameleer.job.batch;

import io.cameleer.job.Batch;
import io.cameleer.job.BatchProgress;
import io.cameleer.job.BatchStatus;
import java.time.Duration;
import java.time.Instant;

/** What a gateway has to do for a batch. */
public enum BatchTask {
  /** Read and check its input file. */
  VALIDATE,
  /** Send its lines on their way. */
  SEND,
  /** Write its files. */
  FINISH,
  /** Nothing, now. */
  NONE;

  /**
   * What is due.
   *
   * @param now the time
   * @param quiet how long no result has come in
   * @param pace how long to wait for what
   */
  public static BatchTask due(Batch batch, Instant now, Duration quiet, BatchPace pace) {
    BatchProgress progress = batch.progress();
    return switch (batch.status()) {
      case VALIDATING -> VALIDATE;
      case IN_PROGRESS -> {
        if (progress.counts().isDone() || !now.isBefore(batch.times().expiresAt())) {
          yield FINISH;
        }
        yield progress.sent().complete() ? NONE : SEND;
      }
      case FINALIZING -> FINISH;
      case CANCELLING ->
          progress.counts().isDone() || hasCalmedDown(batch, now, quiet, pace) ? FINISH : NONE;
      case FAILED, COMPLETED, EXPIRED, CANCELLED -> NONE;
    };
  }

  /** Calls that were in flight when a batch was cancelled may still end. */
  private static boolean hasCalmedDown(Batch batch, Instant now, Duration quiet, BatchPace pace) {
    Instant cancelledAt = batch.times().at(BatchStatus.CANCELLING);
    Duration since = Duration.between(cancelledAt == null ? Instant.EPOCH : cancelledAt, now);
    return since.compareTo(pace.longestCancelling()) >= 0
        || (since.compareTo(pace.quiet()) >= 0 && quiet.compareTo(pace.quiet()) >= 0);
  }
}
