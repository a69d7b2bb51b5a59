package io.cameleer.camel.jobs;

import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import io.cameleer.job.topic.JobTerms;
import io.cameleer.job.topic.ReceivedJob;
import io.cameleer.job.topic.Urgency;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/**
 * Waits until the job may make its call: the window has room, nobody more urgent waits, and no
 * other record of the same job is under way. From then on its time runs.
 */
final class AwaitTurn implements Processor {

  private final SameJobs sameJobs;
  private final Duration longest;

  /**
   * Waits for others of these.
   *
   * @param longest how long a job without a deadline may take from now on
   */
  AwaitTurn(SameJobs sameJobs, Duration longest) {
    this.sameJobs = sameJobs;
    this.longest = longest;
  }

  @Override
  public void process(Exchange exchange) throws InterruptedException {
    JobState state = JobState.of(exchange);
    ReceivedJob job = state.received();
    JobTerms terms = job.terms();
    sameJobs.enter(job.id(), state.hand());
    if (!state.hand().awaitTurn(new Urgency(terms.priority(), terms.deadline()))) {
      throw overdue();
    }
    state.runsFor(timeLimit(terms.deadline()));
  }

  private Duration timeLimit(@Nullable Instant deadline) {
    if (deadline == null) {
      return longest;
    }
    Duration left = Duration.between(Instant.now(), deadline);
    if (left.isNegative() || left.isZero()) {
      throw overdue();
    }
    return left.compareTo(longest) < 0 ? left : longest;
  }

  private static CallFailedException overdue() {
    return new CallFailedException(
        Failure.of(
            504,
            "api_error",
            "deadline_exceeded",
            "The job's deadline has passed before it was its turn.",
            FailureClass.ABANDONED));
  }
}
