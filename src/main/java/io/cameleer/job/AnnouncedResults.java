package io.cameleer.job;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Stream;

/** Results of which those are told who wait for them in this gateway. */
public final class AnnouncedResults implements JobResults {

  private final JobResults results;
  private final AwaitedJobs awaited;

  /** Tells these of what is saved there. */
  public AnnouncedResults(JobResults results, AwaitedJobs awaited) {
    this.results = results;
    this.awaited = awaited;
  }

  @Override
  public Map<JobId, JobResult> find(Collection<JobId> ids) {
    return results.find(ids);
  }

  @Override
  public Saved save(Collection<JobResult> ended) {
    Saved saved = results.save(ended);
    awaited.ended(saved.known().keySet());
    return saved;
  }

  @Override
  public Stream<JobResult> ofBatch(BatchId batch) {
    return results.ofBatch(batch);
  }

  @Override
  public int purgeExpired(int limit) {
    return results.purgeExpired(limit);
  }
}
