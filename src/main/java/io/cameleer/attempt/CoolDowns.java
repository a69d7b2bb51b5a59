package io.cameleer.attempt;

import io.cameleer.catalog.Candidate;
import io.cameleer.chat.Failure;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The candidates that are left alone for a while, because they asked for it or can't be used. */
public final class CoolDowns {

  /** Ids of models come from clients, so what is remembered of them has a bound. */
  private static final int MAX_REMEMBERED = 4_096;

  private final ConcurrentMap<String, Rest> resting = new ConcurrentHashMap<>();
  private final LongSupplier nanoTime;

  private record Rest(long since, long until) {}

  /**
   * Starts with none.
   *
   * @param nanoTime the time, as {@link System#nanoTime()} gives it
   */
  public CoolDowns(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** How long a candidate shall still be left alone, in nanoseconds; 0 where it may be asked. */
  public long nanosLeft(Candidate candidate) {
    if (resting.isEmpty()) {
      return 0;
    }
    String label = candidate.label();
    Rest rest = resting.get(label);
    if (rest == null) {
      return 0;
    }
    long left = rest.until() - nanoTime.getAsLong();
    if (left <= 0) {
      resting.remove(label, rest);
      return 0;
    }
    return left;
  }

  /** How many of a provider's models are left alone now. */
  public int resting(String provider) {
    long now = nanoTime.getAsLong();
    String prefix = provider + '/';
    int count = 0;
    for (Map.Entry<String, Rest> entry : resting.entrySet()) {
      if (entry.getValue().until() - now > 0 && entry.getKey().startsWith(prefix)) {
        count++;
      }
    }
    return count;
  }

  /**
   * An attempt has ended: a candidate that can't be used for now cools down, and one that answers
   * after all does so no longer.
   *
   * @param startedAt when the attempt began: the answer to an earlier one says nothing new
   */
  void after(Candidate candidate, Outcome outcome, long startedAt, RetryRules rules) {
    switch (outcome) {
      case Outcome.Throttled(Failure failure) -> begin(candidate, failure.retryAfter(), rules);
      case Outcome.Unavailable(Failure failure) -> begin(candidate, failure.retryAfter(), rules);
      case Outcome.Succeeded() -> {
        if (!resting.isEmpty()) {
          lift(candidate.label(), startedAt);
        }
      }
      default -> {
        // Says nothing about the candidate, or is the circuit breaker's business.
      }
    }
  }

  private void lift(String label, long startedAt) {
    Rest rest = resting.get(label);
    if (rest != null && startedAt - rest.since() >= 0) {
      resting.remove(label, rest);
    }
  }

  private void begin(Candidate candidate, @Nullable Duration hint, RetryRules rules) {
    Duration wanted = hint == null ? rules.coolDown() : hint;
    Duration length = wanted.compareTo(rules.maxCoolDown()) < 0 ? wanted : rules.maxCoolDown();
    long now = nanoTime.getAsLong();
    if (resting.size() >= MAX_REMEMBERED) {
      resting.values().removeIf(rest -> rest.until() - now <= 0);
    }
    if (resting.size() < MAX_REMEMBERED) {
      resting.put(candidate.label(), new Rest(now, now + length.toNanos()));
    }
  }
}
