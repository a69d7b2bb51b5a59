package io.cameleer.attempt;

import io.cameleer.catalog.Candidate;
import io.cameleer.chat.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Of several failures, the one that helps the caller most: what the caller itself can change, then
 * how long to wait, then what is wrong with a provider. What was tried says more than what was not.
 */
final class MostInformative {

  /** Somebody else could do what is asked: that this candidate can't is of little interest. */
  private static final int UNFIT = 7;

  private final List<Wait> waits = new ArrayList<>(1);
  private @Nullable Failure best;
  private int bestRank;

  /** How long a candidate wanted to be left alone, and when it said so. */
  private record Wait(Candidate candidate, Duration length, long saidAt) {}

  /** Takes another failure into account; an outcome that is none changes nothing. */
  void add(Candidate candidate, Outcome outcome, long now) {
    Failure failure = outcome.reason();
    if (failure == null) {
      return;
    }
    int rank = 2 * rank(failure, outcome);
    if (outcome instanceof Outcome.PassedOver) {
      rank++;
    }
    if (best == null || rank <= bestRank) {
      best = failure;
      bestRank = rank;
    }
    waits.removeIf(earlier -> earlier.candidate().equals(candidate));
    Duration length = failure.retryAfter();
    if (length != null) {
      waits.add(new Wait(candidate, length, now));
    }
  }

  /**
   * The best failure; one that asks to wait names what is left of the shortest of all waits.
   *
   * @throws IllegalStateException where nothing has failed
   */
  Failure best(long now) {
    if (best == null) {
      throw new IllegalStateException("nothing has failed");
    }
    return best.retryAfter() == null
        ? best
        : new Failure(
            best.status(),
            best.type(),
            best.code(),
            best.param(),
            best.message(),
            best.failureClass(),
            best.upstreamStatus(),
            shortestWait(best.retryAfter(), now));
  }

  private Duration shortestWait(Duration usual, long now) {
    Duration shortest = null;
    for (Wait wait : waits) {
      Duration left = wait.length().minusNanos(now - wait.saidAt());
      if (shortest == null || left.compareTo(shortest) < 0) {
        shortest = left.isNegative() ? Duration.ZERO : left;
      }
    }
    return shortest == null ? usual : shortest;
  }

  private static int rank(Failure failure, Outcome outcome) {
    return switch (failure.failureClass()) {
      case BAD_REQUEST, REPAIR, CONTEXT, FILTER ->
          outcome instanceof Outcome.PassedOver ? UNFIT : 0;
      case ABANDONED -> 1;
      case RETRY_SAME -> failure.status() == Outcome.TOO_MANY_REQUESTS ? 2 : 4;
      case FAIL_OVER -> failure.upstreamStatus() == null && failure.status() != 400 ? 6 : 3;
      case AUTH -> 5;
    };
  }
}
