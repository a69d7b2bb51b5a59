package io.cameleer.job;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A batch at one moment. Each method that names a step gives the batch after it; the step is taken
 * when {@link Batches#replace} has accepted it.
 *
 * @param id names it
 * @param caller whose batch it is; empty where callers have no names
 * @param request what was asked for
 * @param model the model that every line names, or null where they differ or are not known yet
 * @param status where in its life it is
 * @param times when it reached which state
 * @param progress what has ended so far
 * @param errors what is wrong with the input file
 * @param files what it wrote
 */
public record Batch(
    BatchId id,
    String caller,
    BatchRequest request,
    @Nullable String model,
    BatchStatus status,
    BatchTimes times,
    BatchProgress progress,
    List<BatchError> errors,
    BatchFiles files) {

  public Batch {
    errors = List.copyOf(errors);
  }

  /** A new batch, which is validated next. */
  public static Batch create(
      String caller, BatchRequest request, Instant createdAt, Instant expiresAt) {
    return new Batch(
        BatchId.random(),
        caller,
        request,
        null,
        BatchStatus.VALIDATING,
        BatchTimes.from(createdAt, expiresAt),
        BatchProgress.NONE,
        List.of(),
        BatchFiles.NONE);
  }

  /** The input file can't be used. */
  public Batch fail(List<BatchError> reasons, Instant at) {
    return new Batch(
        id,
        caller,
        request,
        model,
        next(BatchStatus.FAILED),
        times.with(BatchStatus.FAILED, at),
        progress,
        reasons,
        files);
  }

  /**
   * The input file has been read and its lines are sent.
   *
   * @param total how many requests it has
   * @param commonModel the model that all of them name, or null
   */
  public Batch start(int total, @Nullable String commonModel, Instant at) {
    return new Batch(
        id,
        caller,
        request,
        commonModel,
        next(BatchStatus.IN_PROGRESS),
        times.with(BatchStatus.IN_PROGRESS, at),
        new BatchProgress(new RequestCounts(total, 0, 0), progress.tokens(), progress.sent()),
        errors,
        files);
  }

  /** The client wants no more of it. */
  public Batch cancel(Instant at) {
    return moved(BatchStatus.CANCELLING, at, files);
  }

  /** Every request has ended or time is up: no more results are taken, the files are written. */
  public Batch finalizing(Instant at) {
    return moved(BatchStatus.FINALIZING, at, files);
  }

  /** The files of a batch whose requests have all ended are there. */
  public Batch complete(BatchFiles written, Instant at) {
    return moved(BatchStatus.COMPLETED, at, written);
  }

  /** Time was up; the files, if any, hold what had ended. */
  public Batch expire(BatchFiles written, Instant at) {
    return moved(BatchStatus.EXPIRED, at, written);
  }

  /** Cancelling is over; the files, if any, hold what had ended. */
  public Batch cancelled(BatchFiles written, Instant at) {
    return moved(BatchStatus.CANCELLED, at, written);
  }

  /** The same batch, as far as it has got. */
  public Batch with(BatchProgress current) {
    return new Batch(id, caller, request, model, status, times, current, errors, files);
  }

  private Batch moved(BatchStatus nextStatus, Instant at, BatchFiles written) {
    return new Batch(
        id,
        caller,
        request,
        model,
        next(nextStatus),
        times.with(nextStatus, at),
        progress,
        errors,
        written);
  }

  private BatchStatus next(BatchStatus nextStatus) {
    if (!status.canBecome(nextStatus)) {
      throw new IllegalStateException(
          "Batch " + id + " is " + status.wireName() + " and can't be " + nextStatus.wireName());
    }
    return nextStatus;
  }
}
