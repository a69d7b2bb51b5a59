package io.cameleer.attempt;

import io.cameleer.catalog.Candidate;
import io.cameleer.chat.Failure;
import io.cameleer.chat.Usage;
import io.cameleer.provider.Dialect;
import io.cameleer.provider.UpstreamReply;
import io.cameleer.provider.UpstreamRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call on its way through the gateway: its plan, its attempts, and how far it has come. It
 * belongs to the call's own thread; only {@link #abandon()} may come from another.
 */
public abstract sealed class Call permits ChatCall, EmbeddingCall {

  private final Caller caller;
  private final ProviderWait providerWait;
  private final List<Attempt> attempts = new ArrayList<>(1);
  private List<Candidate> plan = List.of();
  private int nextCandidate;
  private @Nullable Candidate current;
  private long attemptStartedAt;
  private long sentAt;
  private long waitedNanos;
  private long committedOverheadNanos = -1;
  private @Nullable Failure failure;
  private boolean underWay;
  private boolean succeeded;
  private Map<String, String> keptHeaders = Map.of();
  private @Nullable Provenance settled;
  private volatile boolean abandoned;

  Call(Caller caller, ProviderWait providerWait) {
    this.caller = caller;
    this.providerWait = providerWait;
  }

  /** Who calls. */
  public Caller caller() {
    return caller;
  }

  /** The model or alias as the client named it. */
  public abstract String requestedModel();

  /** Tokens used, as far as reported. */
  public abstract @Nullable Usage usage();

  /** Whether the answer is passed on piece by piece. */
  public abstract boolean streamed();

  /**
   * Translates the request for the current candidate; what an earlier attempt left is discarded.
   *
   * @throws io.cameleer.chat.CallFailedException where the candidate can't do what is asked
   */
  public abstract void translate(Dialect dialect);

  /** The client's parameters that the current candidate can't honour and that were left out. */
  public abstract List<String> droppedParameters();

  /**
   * Whether something of the current attempt has not been sent yet: many inputs go in several
   * requests.
   */
  abstract boolean hasMoreToSend();

  /** The current attempt's next request. */
  abstract UpstreamRequest nextRequest();

  /**
   * Takes a plain answer to the request last sent.
   *
   * @throws io.cameleer.chat.CallFailedException where it is none
   */
  public abstract void receive(UpstreamReply reply);

  /** Whether the current attempt goes on with another request to its provider. */
  public boolean hasRequestLeft() {
    return underWay && !abandoned && hasMoreToSend();
  }

  /** Sets the candidates that may serve this call, best first. */
  public void plan(List<Candidate> candidates) {
    plan = List.copyOf(candidates);
  }

  /** Whether another candidate shall be asked. */
  public boolean hasCandidateLeft() {
    return !succeeded && failure == null && !abandoned && nextCandidate < plan.size();
  }

  /** Goes on to the next candidate. */
  public Candidate beginAttempt() {
    Candidate candidate = plan.get(nextCandidate++);
    current = candidate;
    attemptStartedAt = System.nanoTime();
    underWay = true;
    return candidate;
  }

  /** The candidate of the attempt that is under way or came last. */
  public Candidate candidate() {
    if (current == null) {
      throw new IllegalStateException("no attempt has begun");
    }
    return current;
  }

  /** The next request to the provider, which is sent now. */
  public UpstreamRequest send() {
    UpstreamRequest request = nextRequest();
    sentAt = System.nanoTime();
    providerWait.begin(candidate().provider().timeouts().response());
    return request;
  }

  /** The wait for the provider that is asked now. */
  public ProviderWait providerWait() {
    return providerWait;
  }

  /** Whether the provider asked last was given up on because it was silent for too long. */
  public boolean stalled() {
    return providerWait.stalled();
  }

  /** The provider has answered, wholly or with its first content. */
  public void answered() {
    if (sentAt != 0) {
      waitedNanos += System.nanoTime() - sentAt;
      sentAt = 0;
    }
  }

  /**
   * A streamed answer has begun: from here on time passes at the provider's pace, so overhead is
   * what it is now.
   */
  void committed() {
    answered();
    committedOverheadNanos = overheadNanos();
  }

  /** Ends the current attempt. */
  public void end(Outcome outcome) {
    answered();
    providerWait.end();
    underWay = false;
    attempts.add(
        new Attempt(candidate(), outcome, Duration.ofNanos(System.nanoTime() - attemptStartedAt)));
    switch (outcome) {
      case Outcome.Succeeded() -> succeeded = true;
      case Outcome.CallersFault(Failure reason) -> fail(reason);
      case Outcome.Throttled(Failure reason) -> failAttempt(reason);
      case Outcome.ProvidersFault(Failure reason) -> failAttempt(reason);
      case Outcome.Abandoned() -> abandoned = true;
    }
  }

  private void failAttempt(Failure reason) {
    if (nextCandidate >= plan.size() || begunToAnswer()) {
      fail(reason);
    }
  }

  private void fail(Failure reason) {
    failure = reason;
    breakOff(reason);
  }

  /**
   * Whether the client has part of the answer already, so that no other candidate can take over.
   */
  public abstract boolean begunToAnswer();

  /** Tells a client that has part of the answer that no more will come. */
  abstract void breakOff(Failure reason);

  /** Refuses the call before any attempt. */
  public void refuse(Failure reason) {
    failure = reason;
  }

  /** Why the call failed, or null. */
  public @Nullable Failure failure() {
    return failure;
  }

  /** The attempts that have ended. */
  public List<Attempt> attempts() {
    return attempts;
  }

  /** Headers of the provider's last answer that the client gets too, by lower-case name. */
  public Map<String, String> keptHeaders() {
    return keptHeaders;
  }

  /** Keeps headers of the provider for the client. */
  public void keepHeaders(Map<String, String> headers) {
    keptHeaders = Map.copyOf(headers);
  }

  /** Binds the call to the thread that carries it out, so that {@link #abandon()} can wake it. */
  public void carriedOutBy(Thread carrier) {
    providerWait.of(carrier);
  }

  /** The client has left: whatever the call waits for is given up at once. */
  public void abandon() {
    abandoned = true;
    providerWait.interrupt();
  }

  /** Whether the client has left. */
  public boolean abandoned() {
    return abandoned;
  }

  /** How long the call has taken so far, in nanoseconds. */
  public long elapsedNanos() {
    return System.nanoTime() - caller.startedAt();
  }

  /** How much of that was not spent waiting for a provider. */
  public long overheadNanos() {
    if (committedOverheadNanos >= 0) {
      return committedOverheadNanos;
    }
    long waiting = sentAt == 0 ? 0 : System.nanoTime() - sentAt;
    return Math.max(0, elapsedNanos() - waitedNanos - waiting);
  }

  /** What the call has cost so far in US dollars, or null where price or usage is unknown. */
  public @Nullable BigDecimal costUsd() {
    Usage used = usage();
    Candidate candidate = current;
    if (used == null || candidate == null || candidate.model().price() == null) {
      return null;
    }
    return candidate.model().price().cost(used);
  }

  /** The call has ended: its provenance is now what it will always be. */
  public Provenance settle() {
    providerWait.over();
    Provenance last = provenance();
    settled = last;
    return last;
  }

  /**
   * Who answers this call, as far as is known now; an attempt that is under way counts as going
   * well.
   */
  public Provenance provenance() {
    if (settled != null) {
      return settled;
    }
    Candidate candidate = current;
    if (candidate == null) {
      return Provenance.withoutAttempt(caller.requestId(), overheadNanos());
    }
    return new Provenance(
        caller.requestId(),
        candidate.provider().name(),
        candidate.model().id(),
        story(candidate),
        droppedParameters(),
        overheadNanos(),
        costUsd());
  }

  private String story(Candidate candidate) {
    if (attempts.size() == 1 && nextCandidate == 1) {
      return attempts.getFirst().label();
    }
    StringBuilder story = new StringBuilder();
    attempts.forEach(attempt -> story.append(story.isEmpty() ? "" : ", ").append(attempt.label()));
    if (underWay) {
      story.append(story.isEmpty() ? "" : ", ").append(candidate.label()).append(":ok");
    }
    return story.toString();
  }
}
