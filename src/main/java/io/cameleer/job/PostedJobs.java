package io.cameleer.job;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Jobs that were posted to {@code /v1/jobs}. They end through {@link JobResults#save}. All methods
 * may be called from any thread and throw {@link StoreException} where the database can't be
 * reached.
 */
public interface PostedJobs {

  /** Writes a new job down. */
  void create(PostedJob job);

  /** The caller's job with this id. */
  Optional<PostedJob> find(String caller, JobId id);

  /** The job is on its topic. */
  void sent(JobId id);

  /** A gateway is at these jobs; ids of other jobs and of jobs that have ended are passed over. */
  void started(Collection<JobId> ids);

  /**
   * Jobs that may never have got to their topic, because the gateway that accepted them died.
   *
   * @param createdBefore leaves those out that are just being sent
   * @param limit how many at most
   * @return the oldest first
   */
  List<PostedJob> unsent(Instant createdBefore, int limit);

  /**
   * Jobs that have not ended, sent or not.
   *
   * @param createdBefore leaves younger ones out
   * @param limit how many at most
   * @return the oldest first
   */
  List<PostedJob> unfinished(Instant createdBefore, int limit);

  /**
   * Forgets jobs that have expired, ended or not.
   *
   * @param limit how many at most
   * @return how many there were; fewer than the limit: no more are left
   */
  int purgeExpired(int limit);
}
