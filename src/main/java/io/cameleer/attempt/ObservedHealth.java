package io.cameleer.attempt;

import io.cameleer.catalog.Candidate;
import io.cameleer.routing.Health;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How soon and how fast candidates lately answered. What is older than five minutes is forgotten,
 * so that a candidate that was slow once is tried again.
 */
public final class ObservedHealth implements Health {

  /** Ids of models come from clients, so what is remembered of them has a bound. */
  private static final int MAX_REMEMBERED = 4_096;

  private final ConcurrentMap<String, Observed> candidates = new ConcurrentHashMap<>();
  private final LongSupplier nanoTime;

  /**
   * Starts knowing nothing.
   *
   * @param nanoTime the time, as {@link System#nanoTime()} gives it
   */
  public ObservedHealth(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  private record Observed(RecentValues firstToken, RecentValues tokensPerSecond) {
    Observed() {
      this(new RecentValues(), new RecentValues());
    }
  }

  /**
   * A candidate has answered.
   *
   * @param firstTokenNanos from the request to the first content, or to the whole of an answer that
   *     came in one piece
   * @param tokens of the answer, 0 where not reported
   * @param durationNanos from the request to the end of the answer
   */
  void answered(Candidate candidate, long firstTokenNanos, long tokens, long durationNanos) {
    Observed observed = observed(candidate.label());
    if (observed == null) {
      return;
    }
    long now = nanoTime.getAsLong();
    observed.firstToken.add(firstTokenNanos, now);
    if (tokens > 0 && durationNanos > 0) {
      observed.tokensPerSecond.add(Math.round(tokens * 1e9 / durationNanos), now);
    }
  }

  /**
   * The time within which this share of a candidate's latest answers began.
   *
   * @return nanoseconds, or -1 where unknown
   */
  public long firstTokenNanos(Candidate candidate, int percent) {
    Observed observed = candidates.get(candidate.label());
    return observed == null ? -1 : observed.firstToken.percentile(percent, nanoTime.getAsLong());
  }

  @Override
  public long medianFirstTokenNanos(Candidate candidate) {
    return firstTokenNanos(candidate, 50);
  }

  @Override
  public double medianTokensPerSecond(Candidate candidate) {
    Observed observed = candidates.get(candidate.label());
    return observed == null ? -1 : observed.tokensPerSecond.percentile(50, nanoTime.getAsLong());
  }

  private @Nullable Observed observed(String label) {
    Observed known = candidates.get(label);
    if (known != null || candidates.size() >= MAX_REMEMBERED) {
      return known;
    }
    return candidates.computeIfAbsent(label, unknown -> new Observed());
  }
}
