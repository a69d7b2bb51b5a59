package io.cameleer.job;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The results of jobs: what has been paid for. A result is written here before anyone is told of
 * it. All methods may be called from any thread and throw {@link StoreException} where the database
 * can't be reached.
 */
public interface JobResults {

  /** Those of these jobs that have ended, with their results; one query for all. */
  Map<JobId, JobResult> find(Collection<JobId> ids);

  /**
   * Writes down how these jobs ended, all of them or, where it throws, none. In the same
   * transaction batches count their lines, posted jobs get their final status, and their webhooks
   * are queued.
   *
   * <p>A job that has a result keeps it. A line of a batch that takes no more results (it is being
   * finalised, or it is over) is not written: its batch's files say already that it did not end.
   *
   * @return what became of them
   */
  Saved save(Collection<JobResult> results);

  /**
   * The results of a batch in the order of its lines. They are fetched in small portions as the
   * stream goes on, so that it takes as long as it needs and little memory.
   */
  Stream<JobResult> ofBatch(BatchId batch);

  /**
   * Forgets results that have expired.
   *
   * @param limit how many at most, so that nobody waits for the database for long
   * @return how many there were; fewer than the limit: no more are left
   */
  int purgeExpired(int limit);

  /**
   * What became of the results that were to be saved.
   *
   * @param known how the jobs ended as it is written down now, be it just or earlier: what may be
   *     published; a job that is missing belongs to a batch that takes no more results
   * @param batches for every batch that just counted lines, its new counts
   */
  record Saved(Map<JobId, JobResult> known, Map<BatchId, RequestCounts> batches) {
    public Saved {
      known = Map.copyOf(known);
      batches = Map.copyOf(batches);
    }
  }
}
