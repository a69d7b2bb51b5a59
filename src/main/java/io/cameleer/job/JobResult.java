package io.cameleer.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a job ended. It has a response, an error, or both: a job that failed with an answer has the
 * answer a REST client would have got, and the error that sums it up.
 *
 * @param id the job
 * @param caller whose job it is; empty where callers have no names
 * @param origin how the job came in
 * @param response the answer, or null where there was none
 * @param error why it failed, or null where it did not
 * @param provenance who answered and at what cost
 * @param finishedAt when it ended
 * @param expiresAt when the result may be forgotten; a job sent again after that is called again
 */
public record JobResult(
    JobId id,
    String caller,
    JobOrigin origin,
    @Nullable JobResponse response,
    @Nullable JobError error,
    JobProvenance provenance,
    Instant finishedAt,
    Instant expiresAt) {

  /**
   * Checks that there is something to tell.
   *
   * @throws IllegalArgumentException where there is neither a response nor an error
   */
  public JobResult {
    if (response == null && error == null) {
      throw new IllegalArgumentException("A result has a response or an error");
    }
  }

  /** Whether the job has an answer with a 2xx status. */
  public boolean succeeded() {
    return response != null && response.isSuccess() && error == null;
  }
}
