package io.cameleer.camel.jobs;

import io.cameleer.camel.jobs.kafka.JobInHand;
import io.cameleer.camel.jobs.kafka.PartialAnswer;
import io.cameleer.job.JobResult;
import io.cameleer.job.topic.JobEndpoint;
import io.cameleer.job.topic.ReceivedJob;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.jspecify.annotations.Nullable;

/** What a route of jobs knows of the job it carries out: the exchange variable {@code job}. */
final class JobState {

  private static final String VARIABLE = "job";
  private static final int MOST_ATTEMPTS = 2_000;

  private final JobInHand hand;
  private final Patience patience = new Patience();
  private @Nullable ReceivedJob received;
  private @Nullable Object request;
  private long until;
  private String earlierAttempts = "";
  private @Nullable JobResult result;
  private @Nullable PartialAnswer partialAnswer;
  private boolean duplicate;
  private boolean failureKept;

  private JobState(JobInHand hand) {
    this.hand = hand;
  }

  /** Begins with the record that is the body of a message. */
  static JobState begin(Exchange exchange) {
    JobInHand hand = exchange.getMessage().getBody(JobInHand.class);
    if (hand == null) {
      throw new IllegalStateException("the exchange does not come from a consumer of #jobClients");
    }
    JobState state = new JobState(hand);
    exchange.setVariable(VARIABLE, state);
    exchange.getExchangeExtension().addOnCompletion(new Departure(hand));
    return state;
  }

  /** The job that an exchange carries. */
  static JobState of(Exchange exchange) {
    JobState state = exchange.getVariable(VARIABLE, JobState.class);
    if (state == null) {
      throw new IllegalStateException("the exchange carries no job: it must go through readJob");
    }
    return state;
  }

  /** The record and its place among all that are in hand. */
  JobInHand hand() {
    return hand;
  }

  /** The job as its record says it. */
  ReceivedJob received() {
    if (received == null) {
      throw new IllegalStateException("the job's record has not been read");
    }
    return received;
  }

  /** Whether the record could be read. */
  boolean isRead() {
    return received != null;
  }

  /** Its record has been read. */
  void read(ReceivedJob job) {
    received = job;
  }

  /** The request that it makes. */
  Object request() {
    if (request == null) {
      throw new IllegalStateException("the job's record has not been read");
    }
    return request;
  }

  void asks(Object read) {
    request = read;
  }

  /** From now on it may take so long. */
  void runsFor(Duration timeLimit) {
    until = System.nanoTime() + timeLimit.toNanos();
  }

  /** How long it may still take; at least a moment, so that its call ends as overdue. */
  Duration timeLeft() {
    return Duration.ofNanos(Math.max(1, until - System.nanoTime()));
  }

  /** How it bears failures. */
  Patience patience() {
    return patience;
  }

  /** A call has failed after these attempts, and another follows. */
  void addAttempts(String failed) {
    String all = allAttempts(failed);
    earlierAttempts =
        all.length() <= MOST_ATTEMPTS ? all : "…" + all.substring(all.length() - MOST_ATTEMPTS);
  }

  /** All attempts: those of earlier calls, and these. */
  String allAttempts(String last) {
    return earlierAttempts.isEmpty() || last.isEmpty()
        ? earlierAttempts + last
        : earlierAttempts + ", " + last;
  }

  /** Whether it calls for embeddings rather than a chat completion. */
  boolean wantsEmbeddings() {
    return received().endpoint() == JobEndpoint.EMBEDDINGS;
  }

  /** How it ended, or null while that is not known. */
  @Nullable JobResult result() {
    return result;
  }

  /** It has ended like this. */
  void ended(JobResult known) {
    result = known;
  }

  /** Where pieces of its answer go, or null: nowhere. */
  @Nullable PartialAnswer partialAnswer() {
    return partialAnswer;
  }

  void answersTo(@Nullable PartialAnswer sink) {
    partialAnswer = sink;
  }

  /** Whether another record is the same job and has its result, or nobody wants one any more. */
  boolean duplicate() {
    return duplicate;
  }

  void markDuplicate() {
    duplicate = true;
  }

  /** That it has failed is written down. */
  void failureKept() {
    failureKept = true;
  }

  /** Whether somebody knows, or nobody needs to know, how it ended. */
  boolean settled() {
    return result != null || duplicate || failureKept;
  }

  /** Sees to it that a job leaves even where its route breaks off before it says so. */
  private static final class Departure extends SynchronizationAdapter {

    private final JobInHand hand;

    Departure(JobInHand hand) {
      this.hand = hand;
    }

    @Override
    public void onDone(Exchange exchange) {
      if (!hand.done()) {
        hand.abandon();
      }
    }
  }
}
