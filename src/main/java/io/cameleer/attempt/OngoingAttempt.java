package io.cameleer.attempt;

import io.cameleer.catalog.Candidate;
import io.cameleer.catalog.Provider;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import io.cameleer.chat.Usage;
import io.cameleer.provider.Dialect;
import io.cameleer.provider.UpstreamReply;
import io.cameleer.provider.UpstreamRequest;
import io.cameleer.routing.Plan.Planned;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call's attempt at one candidate, while it lasts. It belongs to the thread that carries it out;
 * only cutting it short may come from another.
 */
public abstract sealed class OngoingAttempt permits ChatAttempt, EmbeddingAttempt {

  private final Call call;
  private final Planned planned;
  private final ProviderPermits.Permit permit;
  private final ProviderWait providerWait;
  private final long startedAt = System.nanoTime();
  private boolean waiting;
  private long firstContentAt;
  private boolean repaired;
  private Map<String, String> keptHeaders = Map.of();
  private volatile @Nullable Outcome outcome;
  private volatile boolean superseded;

  OngoingAttempt(Call call, Planned planned, ProviderPermits.Permit permit) {
    this.call = call;
    this.planned = planned;
    this.permit = permit;
    this.providerWait = new ProviderWait(call.watch(), call.caller().deadline());
  }

  /** The call it belongs to. */
  public Call call() {
    return call;
  }

  /** Who is asked. */
  public Candidate candidate() {
    return planned.candidate();
  }

  Planned planned() {
    return planned;
  }

  /**
   * Translates the request.
   *
   * @throws CallFailedException where the candidate can't do what is asked
   */
  public abstract void translate(Dialect dialect);

  /** The client's parameters that the candidate can't honour and that were left out. */
  public abstract List<String> droppedParameters();

  /** Tokens used, as far as reported. */
  public abstract @Nullable Usage usage();

  /** The model that answers, as its provider calls it; null while there is no answer. */
  public abstract @Nullable String answeringModel();

  abstract boolean hasMoreToSend();

  abstract UpstreamRequest nextRequest();

  /** Whether the answer to the request last sent is an event stream. */
  public abstract boolean streamedByProvider();

  /**
   * Takes a plain answer to the request last sent.
   *
   * @throws CallFailedException where it is none
   */
  public abstract void receive(UpstreamReply reply);

  /**
   * Changes the translation so that it avoids what the provider refused.
   *
   * @return whether a known change does
   */
  abstract boolean mend(Failure refusal);

  /** Whether the attempt goes on with another request to its provider. */
  public boolean hasRequestLeft() {
    return outcome == null && !call.givenUp() && !superseded && hasMoreToSend();
  }

  /** The next request to the provider, which is sent now. */
  public UpstreamRequest send() {
    UpstreamRequest request = nextRequest();
    Provider.Timeouts timeouts = candidate().provider().timeouts();
    waiting = true;
    call.waitingTime().begin();
    if (request.streamed()) {
      providerWait.begin(timeouts.firstToken(), timeouts.tokenGap());
    } else {
      providerWait.begin(timeouts.response(), timeouts.response());
    }
    if (call.givenUp() || superseded) {
      providerWait.interrupt();
    }
    return request;
  }

  /** The provider has answered, wholly or with its first content. */
  public void answered() {
    if (waiting) {
      waiting = false;
      call.waitingTime().end();
      firstContentAt = System.nanoTime();
    }
  }

  /** The wait for the provider. */
  public ProviderWait providerWait() {
    return providerWait;
  }

  /**
   * The provider refused what a known change of the translation mends: once per attempt, another
   * request follows.
   *
   * @return whether one does
   */
  public boolean repair(Failure refusal) {
    if (repaired) {
      return false;
    }
    repaired = true;
    return mend(refusal);
  }

  /**
   * There is content for the client.
   *
   * @throws SupersededException where another candidate was sooner
   */
  void claim() {
    if (!call.claim(this)) {
      throw new SupersededException();
    }
  }

  /**
   * The request last sent has been answered: with the last of all, the attempt ends well.
   *
   * @throws SupersededException where another candidate was sooner
   */
  public void requestAnswered() {
    if (!hasMoreToSend()) {
      claim();
      end(new Outcome.Succeeded());
    }
  }

  /** Ends the attempt, unless it has ended already. */
  public void end(Outcome ended) {
    if (outcome != null) {
      return;
    }
    answered();
    providerWait.end();
    permit.release();
    if (cutShortByGateway()) {
      // Interrupting was how the wait was cut short; what comes next must not feel it.
      Thread.interrupted();
    }
    outcome = ended;
    long now = System.nanoTime();
    if (ended instanceof Outcome.Succeeded) {
      observe(now);
    }
    call.ended(this, ended, startedAt, now);
  }

  private void observe(long now) {
    Usage used = usage();
    call.observe(
        this,
        firstContentAt - startedAt,
        used == null ? 0 : used.completionTokens(),
        now - startedAt);
  }

  private boolean cutShortByGateway() {
    return superseded || call.givenUp() || providerWait.verdict() != ProviderWait.Verdict.NONE;
  }

  /** There is no request left: an attempt that was cut short between two requests ends here. */
  public void endIfCutShort() {
    Outcome cutShort = outcome == null ? cutShortOutcome() : null;
    if (cutShort != null) {
      end(cutShort);
    }
  }

  /**
   * Whether the way it has ended shows if the provider works.
   *
   * @throws IllegalStateException where it has not ended
   */
  public boolean tellsOfProvider() {
    Outcome ended = outcome;
    if (ended == null) {
      throw new IllegalStateException("the attempt at " + candidate().label() + " goes on");
    }
    return ended.tellsOfProvider();
  }

  /**
   * Ends the attempt for a failure that does not count against the provider.
   *
   * @throws CallFailedException where it does, for the circuit breaker to count
   */
  public void conclude(CallFailedException failed) {
    Outcome ended = Outcome.of(failed.failure());
    if (ended instanceof Outcome.ProvidersFault) {
      throw failed;
    }
    end(ended);
  }

  /**
   * The outcome of a wait that was cut short by the gateway itself, or null where it was not, or
   * where the provider was silent for too long, which is the provider's fault.
   */
  public @Nullable Outcome cutShortOutcome() {
    if (superseded) {
      return new Outcome.Superseded();
    }
    if (call.givenUp()) {
      return new Outcome.Abandoned();
    }
    return providerWait.verdict() == ProviderWait.Verdict.OVERDUE
        ? new Outcome.Overdue(CandidateRefusals.overdue(call.caller().timeLimit()))
        : null;
  }

  /** Whether the provider was given up on because it was silent for too long. */
  public boolean stalled() {
    return providerWait.verdict() == ProviderWait.Verdict.STALLED;
  }

  /** Another candidate was sooner. */
  void supersede() {
    superseded = true;
    providerWait.interrupt();
  }

  /** The client has left, or the gateway stops. */
  void cutShort() {
    providerWait.interrupt();
  }

  /** Whether it has ended. */
  public boolean ended() {
    return outcome != null;
  }

  /** Whether it has ended with an answer. */
  boolean succeeded() {
    return outcome instanceof Outcome.Succeeded;
  }

  /** Why it failed, or null where it did not. */
  @Nullable Failure failure() {
    Outcome ended = outcome;
    return ended == null ? null : ended.reason();
  }

  /** Headers of the provider's last answer that the client gets too, by lower-case name. */
  Map<String, String> keptHeaders() {
    return keptHeaders;
  }

  /** Keeps headers of the provider for the client. */
  public void keepHeaders(Map<String, String> headers) {
    keptHeaders = Map.copyOf(headers);
  }

  /** What the attempt has cost so far in US dollars, or null where price or usage is unknown. */
  @Nullable BigDecimal costUsd() {
    Usage used = usage();
    return used == null || candidate().model().price() == null
        ? null
        : candidate().model().price().cost(used);
  }
}
