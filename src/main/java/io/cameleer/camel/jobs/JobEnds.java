package io.cameleer.camel.jobs;

import io.cameleer.attempt.Call;
import io.cameleer.attempt.Provenance;
import io.cameleer.camel.Variables;
import io.cameleer.chat.Usage;
import io.cameleer.job.JobError;
import io.cameleer.job.JobProvenance;
import io.cameleer.job.JobResponse;
import io.cameleer.job.JobResult;
import io.cameleer.job.TokenCounts;
import io.cameleer.job.topic.ReceivedJob;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Says how jobs have ended, as it is written down. */
final class JobEnds {

  private final Duration keep;

  /** Such results are kept that long. */
  JobEnds(Duration keep) {
    this.keep = keep;
  }

  /** The job of an exchange has this answer; its request id is where the job's record is. */
  JobResult of(Exchange exchange, int status, byte[] body, @Nullable JobError error) {
    JobState state = JobState.of(exchange);
    ReceivedJob job = state.received();
    Instant now = Instant.now();
    String requestId = state.hand().record().address().toString();
    return new JobResult(
        job.id(),
        job.terms().caller(),
        job.origin(),
        new JobResponse(status, requestId, body),
        error,
        provenance(state, Variables.callOrNull(exchange)),
        now,
        now.plus(keep));
  }

  private static JobProvenance provenance(JobState state, @Nullable Call call) {
    if (call == null) {
      return JobProvenance.WITHOUT_ATTEMPT;
    }
    Provenance provenance = call.provenance();
    return new JobProvenance(
        provenance.provider(),
        provenance.model(),
        state.allAttempts(provenance.attempts()),
        provenance.costUsd(),
        Duration.ofNanos(call.elapsedNanos()),
        tokens(call.usage()));
  }

  private static TokenCounts tokens(@Nullable Usage usage) {
    return usage == null
        ? TokenCounts.ZERO
        : new TokenCounts(
            usage.promptTokens(),
            orZero(usage.cachedTokens()),
            usage.completionTokens(),
            orZero(usage.reasoningTokens()));
  }

  private static long orZero(@Nullable Long count) {
    return count == null ? 0 : count;
  }
}
