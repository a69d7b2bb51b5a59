package io.cameleer.attempt;

import io.cameleer.catalog.Candidate;
import io.cameleer.catalog.HedgeAfter;
import io.cameleer.chat.Failure;
import io.cameleer.chat.Usage;
import io.cameleer.routing.CallTraits;
import io.cameleer.routing.Plan;
import io.cameleer.routing.Plan.Planned;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One call on its way through the gateway: its plan, its attempts, and how far it has come. The
 * thread that carries it out decides; two attempts may be under way at once on threads of their
 * own, and {@link #abandon()} may come from any.
 */
public abstract sealed class Call permits ChatCall, EmbeddingCall {

  private final Caller caller;
  private final CallTraits traits;
  private final StallWatch watch;
  private final List<Attempt> attempts = new CopyOnWriteArrayList<>();
  private final List<OngoingAttempt> ongoing = new CopyOnWriteArrayList<>();
  private final AtomicReference<@Nullable OngoingAttempt> winner = new AtomicReference<>();
  private final CountDownLatch news = new CountDownLatch(1);
  private final WaitingTime waitingTime = new WaitingTime();
  private @Nullable Plan plan;
  private @Nullable AttemptSequence sequence;
  private int begun;
  private volatile @Nullable OngoingAttempt latest;
  private volatile long committedOverheadNanos = -1;
  private volatile boolean abandoned;
  private volatile @Nullable Failure stopped;
  private volatile @Nullable Thread pausing;
  private @Nullable Failure failure;
  private @Nullable Provenance settled;
  private CallTrace trace = CallTrace.NONE;

  Call(Caller caller, CallTraits traits, StallWatch watch) {
    this.caller = caller;
    this.traits = traits;
    this.watch = watch;
  }

  /** Who calls. */
  public Caller caller() {
    return caller;
  }

  /** The model or alias as the client named it. */
  public abstract String requestedModel();

  /** Whether the answer is passed on piece by piece. */
  public abstract boolean streamed();

  abstract OngoingAttempt attempt(Planned planned, ProviderPermits.Permit permit);

  /** From now on this follows the call. */
  public void traced(CallTrace follower) {
    trace = follower;
  }

  /** What follows the call. */
  public CallTrace trace() {
    return trace;
  }

  /** What matters about the call for choosing candidates. */
  public CallTraits traits() {
    return traits;
  }

  /** Sets who may be asked, and how attempts follow each other. */
  public void follow(Plan planned, AttemptConditions conditions) {
    plan = planned;
    sequence = new AttemptSequence(planned, caller, conditions);
    if (planned.refusal() != null) {
      failure = planned.refusal();
    }
  }

  /** Who may be asked, or null before that is known. */
  public @Nullable Plan plan() {
    return plan;
  }

  /**
   * Goes on to the next attempt, after a wait if need be; the call fails where there is none.
   *
   * @return the attempt, or null where the call has come to its end
   */
  public @Nullable OngoingAttempt nextAttempt() {
    while (!over()) {
      switch (next()) {
        case NextStep.Ask(Planned planned, ProviderPermits.Permit permit) -> {
          return begin(planned, permit);
        }
        case NextStep.Pause(Duration length) -> pause(length);
        case NextStep.GiveUp(Failure reason) -> fail(reason);
      }
    }
    return null;
  }

  private boolean over() {
    return failure != null || abandoned || succeeded();
  }

  private NextStep next() {
    Failure end = stopped;
    if (end != null) {
      return new NextStep.GiveUp(end);
    }
    AttemptSequence following = sequence();
    OngoingAttempt broken = winner.get();
    long now = System.nanoTime();
    if (broken != null) {
      Failure reason = broken.failure();
      if (reason != null) {
        return new NextStep.GiveUp(reason);
      }
    }
    if (now - caller.deadline() >= 0) {
      return new NextStep.GiveUp(CandidateRefusals.overdue(caller.timeLimit()));
    }
    return following.next(now, this::passedOver);
  }

  /**
   * A second attempt beside the one that is under way.
   *
   * @return null where there is nobody else to ask or the call has been answered meanwhile
   */
  public @Nullable OngoingAttempt attemptBeside() {
    if (over() || winner.get() != null) {
      return null;
    }
    NextStep.Ask ask = sequence().beside(System.nanoTime(), this::passedOver);
    return ask == null ? null : begin(ask.planned(), ask.permit());
  }

  /** When a second candidate is asked beside the first, or null for never. */
  public @Nullable HedgeAfter hedgeAfter() {
    return plan == null || plan.candidates().size() < 2 || begun > 1 ? null : plan.hedgeAfter();
  }

  /**
   * Waits for the attempt that is under way.
   *
   * @param longest how long, in nanoseconds
   * @return whether there was no news of it within that time: neither content nor its end
   */
  public boolean awaitSilence(long longest) throws InterruptedException {
    return !news.await(longest, TimeUnit.NANOSECONDS);
  }

  private AttemptSequence sequence() {
    if (sequence == null) {
      throw new IllegalStateException("the call has not been planned");
    }
    return sequence;
  }

  private OngoingAttempt begin(Planned planned, ProviderPermits.Permit permit) {
    OngoingAttempt attempt = attempt(planned, permit);
    begun++;
    ongoing.add(attempt);
    latest = attempt;
    trace.begun(attempt);
    if (givenUp()) {
      attempt.cutShort();
    }
    if (winner.get() != null) {
      attempt.supersede();
    }
    return attempt;
  }

  private void passedOver(Planned planned, Failure reason) {
    add(
        new Attempt(
            planned.candidate(), new Outcome.PassedOver(reason), System.nanoTime(), Duration.ZERO));
  }

  /** In the order in which they began: of two beside each other, either may end first. */
  private void add(Attempt attempt) {
    synchronized (attempts) {
      int place = attempts.size();
      while (place > 0 && attempts.get(place - 1).startedAt() - attempt.startedAt() > 0) {
        place--;
      }
      attempts.add(place, attempt);
    }
  }

  private void pause(Duration length) {
    long until = System.nanoTime() + length.toNanos();
    pausing = Thread.currentThread();
    waitingTime.begin();
    caller.pausing().begin(this::abandon);
    long left = length.toNanos();
    while (left > 0 && !givenUp()) {
      LockSupport.parkNanos(this, left);
      left = until - System.nanoTime();
    }
    pausing = null;
    caller.pausing().end();
    waitingTime.end();
  }

  /** An attempt has ended. */
  void ended(OngoingAttempt attempt, Outcome outcome, long startedAt, long now) {
    ongoing.remove(attempt);
    Attempt result =
        new Attempt(attempt.candidate(), outcome, startedAt, Duration.ofNanos(now - startedAt));
    add(result);
    trace.ended(attempt, result);
    if (outcome instanceof Outcome.Abandoned && stopped == null) {
      abandoned = true;
    }
    sequence().ended(attempt.planned(), outcome, startedAt, now);
    news.countDown();
  }

  /** An attempt has succeeded: how soon and how fast it was matters for later calls. */
  void observe(OngoingAttempt attempt, long firstContentNanos, long tokens, long durationNanos) {
    sequence().answered(attempt.planned(), firstContentNanos, tokens, durationNanos);
  }

  /**
   * An attempt has content for the client. The first one to have it answers the call; all others
   * are cut short.
   *
   * @return whether it is this one
   */
  boolean claim(OngoingAttempt attempt) {
    if (!winner.compareAndSet(null, attempt)) {
      return winner.get() == attempt;
    }
    news.countDown();
    for (OngoingAttempt other : ongoing) {
      if (other != attempt) {
        other.supersede();
      }
    }
    return true;
  }

  /** Whether an attempt has content for the client. */
  public boolean claimed() {
    return winner.get() != null;
  }

  private boolean succeeded() {
    OngoingAttempt answering = winner.get();
    return answering != null && answering.succeeded();
  }

  private void fail(Failure reason) {
    failure = reason;
    breakOff(reason);
  }

  /** Whether the client has part of the answer already. */
  public abstract boolean begunToAnswer();

  /** Tells a client that has part of the answer that no more will come. */
  abstract void breakOff(Failure reason);

  /** Why the call failed, or null. */
  public @Nullable Failure failure() {
    return failure;
  }

  /** The attempts that have ended, in the order in which they began, those passed over included. */
  public List<Attempt> attempts() {
    return attempts;
  }

  /** The attempt that answers, else the latest one; null where there was none. */
  @Nullable OngoingAttempt decisive() {
    OngoingAttempt answering = winner.get();
    return answering == null ? latest : answering;
  }

  /** Tokens used, as far as reported. */
  public @Nullable Usage usage() {
    OngoingAttempt attempt = decisive();
    return attempt == null ? null : attempt.usage();
  }

  /** The model that answers, as its provider calls it; null where none has answered. */
  public @Nullable String answeringModel() {
    OngoingAttempt attempt = decisive();
    return attempt == null ? null : attempt.answeringModel();
  }

  /** Headers of the provider's last answer that the client gets too, by lower-case name. */
  public Map<String, String> keptHeaders() {
    OngoingAttempt attempt = decisive();
    return attempt == null ? Map.of() : attempt.keptHeaders();
  }

  StallWatch watch() {
    return watch;
  }

  WaitingTime waitingTime() {
    return waitingTime;
  }

  /** A streamed answer has begun: from here on time passes at the provider's pace. */
  void committed() {
    committedOverheadNanos = overheadNanos();
  }

  /** The client has left: whatever the call waits for is given up at once. */
  public void abandon() {
    abandoned = true;
    giveUp();
  }

  /**
   * The gateway stops: whatever the call waits for is given up at once, and the call fails.
   *
   * @param reason what its client is told
   */
  public void stop(Failure reason) {
    stopped = reason;
    giveUp();
  }

  private void giveUp() {
    ongoing.forEach(OngoingAttempt::cutShort);
    LockSupport.unpark(pausing);
  }

  /** Whether nobody waits for the call any more, or nobody may. */
  boolean givenUp() {
    return abandoned || stopped != null;
  }

  /** Whether the client has left. */
  public boolean abandoned() {
    return abandoned;
  }

  /** How long the call has taken so far, in nanoseconds. */
  public long elapsedNanos() {
    return System.nanoTime() - caller.startedAt();
  }

  /** How much of that was not spent waiting for providers. */
  public long overheadNanos() {
    if (committedOverheadNanos >= 0) {
      return committedOverheadNanos;
    }
    return Math.max(0, elapsedNanos() - waitingTime.nanos());
  }

  /** What the call has cost so far in US dollars, or null where price or usage is unknown. */
  public @Nullable BigDecimal costUsd() {
    OngoingAttempt attempt = decisive();
    return attempt == null ? null : attempt.costUsd();
  }

  /** The call has ended: its provenance is now what it will always be. */
  public Provenance settle() {
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
    OngoingAttempt attempt = decisive();
    if (attempt == null) {
      return new Provenance(
          caller.requestId(), null, null, story(), List.of(), warnings(), overheadNanos(), null);
    }
    Candidate candidate = attempt.candidate();
    return new Provenance(
        caller.requestId(),
        candidate.provider().name(),
        candidate.model().id(),
        story(),
        attempt.droppedParameters(),
        warnings(),
        overheadNanos(),
        attempt.costUsd());
  }

  private List<String> warnings() {
    return plan == null ? List.of() : plan.warnings();
  }

  private String story() {
    if (attempts.size() == 1 && ongoing.isEmpty()) {
      return attempts.getFirst().label();
    }
    StringBuilder story = new StringBuilder();
    attempts.forEach(attempt -> story.append(story.isEmpty() ? "" : ", ").append(attempt.label()));
    for (OngoingAttempt attempt : ongoing) {
      boolean answers = attempt == decisive();
      story
          .append(story.isEmpty() ? "" : ", ")
          .append(attempt.candidate().label())
          .append(answers ? ":ok" : ":superseded");
    }
    return story.toString();
  }
}
