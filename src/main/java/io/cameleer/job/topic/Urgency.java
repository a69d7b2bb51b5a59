package io.cameleer.job.topic;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * How urgent a job is: the higher priority goes first, then the earlier deadline.
 *
 * @param priority from 0 to 9
 * @param deadline null: none, after all that have one
 */
public record Urgency(int priority, @Nullable Instant deadline) implements Comparable<Urgency> {

  private static final Comparator<Urgency> MOST_URGENT_FIRST =
      Comparator.comparingInt((Urgency urgency) -> -urgency.priority)
          .thenComparing(urgency -> urgency.deadline == null ? Instant.MAX : urgency.deadline);

  /** The more urgent one is the smaller one. */
  @Override
  public int compareTo(Urgency other) {
    return MOST_URGENT_FIRST.compare(this, other);
  }
}
