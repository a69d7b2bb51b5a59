package io.cameleer.camel.posted;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.api.JobWriter;
import io.cameleer.job.JobId;
import io.cameleer.job.JobResult;
import io.cameleer.job.JobResults;
import io.cameleer.job.JobStatus;
import io.cameleer.job.PostedJob;
import io.cameleer.job.PostedJobs;
import java.util.List;
import java.util.Optional;

/** Jobs that were posted, with how they ended, as clients see them. */
public final class ShownJobs {

  private final PostedJobs jobs;
  private final JobResults results;

  /** Those of these stores. */
  public ShownJobs(PostedJobs jobs, JobResults results) {
    this.jobs = jobs;
    this.results = results;
  }

  /**
   * A caller's job; nothing where it is nobody's or somebody else's, or where it is forgotten how
   * it ended.
   */
  public Optional<Shown> find(String caller, JobId id) {
    Optional<PostedJob> found = jobs.find(caller, id);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    PostedJob job = found.get();
    if (!job.status().isFinal()) {
      return Optional.of(new Shown(job.status(), JobWriter.job(job, null)));
    }
    JobResult result = results.find(List.of(id)).get(id);
    return result == null
        ? Optional.empty()
        : Optional.of(new Shown(job.status(), JobWriter.job(job, result)));
  }

  /**
   * A job as clients see it.
   *
   * @param status how far it has got
   * @param object the object
   */
  public record Shown(JobStatus status, ObjectNode object) {}
}
