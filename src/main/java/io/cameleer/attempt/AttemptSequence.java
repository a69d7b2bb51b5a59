package io.cameleer.attempt;

import io.cameleer.catalog.Candidate;
import io.cameleer.catalog.ConcurrencyLimit;
import io.cameleer.catalog.GuardedProvider;
import io.cameleer.chat.Failure;
import io.cameleer.routing.Plan;
import io.cameleer.routing.Plan.Planned;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Chooses whom a call asks next, from its plan and from how its attempts ended: the same candidate
 * again after a transient failure, else the next one that is neither cooling down nor busy, else
 * the one whose cool-down ends soonest, as long as the wait is worth it. Thread-safe, since two
 * attempts beside each other end on threads of their own. All times are as {@link
 * System#nanoTime()} gives them.
 */
final class AttemptSequence {

  private static final Duration MAX_BACKOFF = Duration.ofSeconds(8);
  private static final double JITTER = 0.25;

  private final Plan plan;
  private final Caller caller;
  private final RetryRules rules;
  private final ProviderStates states;
  private final AttemptConditions conditions;
  private final Deque<Planned> remaining;
  private final List<Candidate> asked = new ArrayList<>(2);
  private final List<Candidate> announced = new ArrayList<>(0);
  private final MostInformative failures = new MostInformative();
  private @Nullable Planned current;
  private @Nullable Planned retry;
  private int retries;
  private long retryAt;
  private long waitedForCoolDowns;

  /** Starts before the first attempt. */
  AttemptSequence(Plan plan, Caller caller, AttemptConditions conditions) {
    this.plan = plan;
    this.caller = caller;
    this.rules = conditions.rules();
    this.states = conditions.states();
    this.conditions = conditions;
    this.remaining = new ArrayDeque<>(plan.candidates());
  }

  /**
   * Decides.
   *
   * @param passedOver told of candidates that are not asked although it is their turn
   */
  synchronized NextStep next(long now, BiConsumer<Planned, Failure> passedOver) {
    if (retry != null) {
      NextStep again = again(retry, now);
      if (again != null) {
        return again;
      }
    }
    NextStep.Ask other = other(now, passedOver);
    if (other != null) {
      current = other.planned();
      retries = 0;
      return other;
    }
    NextStep soonest = soonest(now);
    return soonest != null ? soonest : new NextStep.GiveUp(failures.best(now));
  }

  /**
   * The first candidate that may be asked beside one that has not answered yet, or null.
   *
   * @param passedOver told of candidates that are not asked although it is their turn
   */
  synchronized NextStep.@Nullable Ask beside(long now, BiConsumer<Planned, Failure> passedOver) {
    return other(now, passedOver);
  }

  private @Nullable NextStep again(Planned same, long now) {
    if (retryAt - now > 0) {
      return new NextStep.Pause(Duration.ofNanos(retryAt - now));
    }
    retry = null;
    ProviderPermits.Permit permit = permit(same.candidate());
    return permit == null ? null : new NextStep.Ask(same, permit);
  }

  private NextStep.@Nullable Ask other(long now, BiConsumer<Planned, Failure> passedOver) {
    Iterator<Planned> each = remaining.iterator();
    while (each.hasNext()) {
      Planned planned = each.next();
      Candidate candidate = planned.candidate();
      long cooling = coolingNanos(candidate);
      if (cooling > 0) {
        Duration left = Duration.ofNanos(cooling);
        passOver(planned, CandidateRefusals.coolingDown(candidate, left), now, passedOver);
        continue;
      }
      each.remove();
      ProviderPermits.Permit permit = permit(candidate);
      if (permit != null) {
        asked.add(candidate);
        return new NextStep.Ask(planned, permit);
      }
      passOver(planned, CandidateRefusals.busy(candidate), now, passedOver);
    }
    return null;
  }

  /** Once per candidate: a candidate that cools down stays among those that may be waited for. */
  private void passOver(
      Planned planned, Failure reason, long now, BiConsumer<Planned, Failure> passedOver) {
    Candidate candidate = planned.candidate();
    failures.add(candidate, new Outcome.PassedOver(reason), now);
    if (!announced.contains(candidate)) {
      announced.add(candidate);
      passedOver.accept(planned, reason);
    }
  }

  private @Nullable NextStep soonest(long now) {
    if (remaining.isEmpty()) {
      return null;
    }
    long shortest = Long.MAX_VALUE;
    for (Planned planned : remaining) {
      shortest = Math.min(shortest, coolingNanos(planned.candidate()));
    }
    Duration inAll = Duration.ofNanos(waitedForCoolDowns + shortest);
    if (!isWorthIt(inAll, now - waitedForCoolDowns)) {
      return null;
    }
    waitedForCoolDowns += shortest;
    return new NextStep.Pause(Duration.ofNanos(shortest));
  }

  /** A plan with a single candidate is never cooled down: it is tried, come what may. */
  private long coolingNanos(Candidate candidate) {
    return plan.candidates().size() == 1 ? 0 : states.coolDowns().nanosLeft(candidate);
  }

  private ProviderPermits.@Nullable Permit permit(Candidate candidate) {
    String provider = candidate.provider().name();
    GuardedProvider guarded = conditions.providers().apply(provider);
    ConcurrencyLimit limit = guarded == null ? ConcurrencyLimit.DEFAULT : guarded.limit();
    return states.permits().tryAcquire(provider, limit, caller.background());
  }

  /** Takes note of how soon and how fast a candidate answered. */
  void answered(Planned planned, long firstContentNanos, long tokens, long durationNanos) {
    states.health().answered(planned.candidate(), firstContentNanos, tokens, durationNanos);
  }

  /** Takes note of how an attempt ended that had begun at {@code startedAt}. */
  synchronized void ended(Planned planned, Outcome outcome, long startedAt, long now) {
    states.coolDowns().after(planned.candidate(), outcome, startedAt, rules);
    Failure reason = outcome.reason();
    if (reason == null) {
      return;
    }
    failures.add(planned.candidate(), outcome, now);
    switch (reason.failureClass()) {
      case CONTEXT -> goOnWith(plan.onContextLength());
      case FILTER -> goOnWith(plan.onContentFilter());
      case BAD_REQUEST, REPAIR, ABANDONED -> {
        if (!(outcome instanceof Outcome.PassedOver)) {
          remaining.clear();
          retry = null;
        }
      }
      case RETRY_SAME, FAIL_OVER, AUTH -> considerRetry(planned, outcome, reason, now);
    }
  }

  /**
   * What one candidate's window or filter refuses goes only to candidates meant for that, and to
   * none of them twice.
   */
  private void goOnWith(List<Planned> candidates) {
    remaining.clear();
    for (Planned planned : candidates) {
      if (!asked.contains(planned.candidate())) {
        remaining.add(planned);
      }
    }
  }

  private void considerRetry(Planned planned, Outcome outcome, Failure reason, long now) {
    if (!planned.equals(current) || !outcome.transientFailure() || retries >= rules.retries()) {
      return;
    }
    Duration hint = reason.retryAfter();
    Duration wait = hint == null ? Duration.ofNanos(backoffNanos()) : hint;
    if (isWorthIt(wait, now)) {
      retries++;
      retry = planned;
      retryAt = now + wait.toNanos();
    }
  }

  private boolean isWorthIt(Duration wait, long now) {
    Duration longest = caller.background() ? rules.maxBackgroundRetryWait() : rules.maxRetryWait();
    return wait.compareTo(longest) <= 0 && wait.toNanos() < caller.deadline() - now;
  }

  private long backoffNanos() {
    long full = Math.min(rules.firstBackoff().toNanos() << retries, MAX_BACKOFF.toNanos());
    return full - (long) (full * JITTER * ThreadLocalRandom.current().nextDouble());
  }
}
