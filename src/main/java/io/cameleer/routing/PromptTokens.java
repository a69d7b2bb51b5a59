package io.cameleer.routing;

import java.util.function.LongSupplier;

/**
 * About how many tokens a prompt has. Most prompts are so short that nobody has to know: whether
 * they fit is told by a bound that needs no look at their characters.
 */
public final class PromptTokens {

  private static final long NOT_COUNTED = -1;

  private final long atMost;
  private final LongSupplier count;

  // Threads that meet here count the same.
  private volatile long estimate = NOT_COUNTED;

  /**
   * Counts nothing yet.
   *
   * @param atMost no fewer than are counted
   * @param count counts them
   */
  PromptTokens(long atMost, LongSupplier count) {
    this.atMost = atMost;
    this.count = count;
  }

  /** That many. */
  public static PromptTokens of(long tokens) {
    return new PromptTokens(tokens, () -> tokens);
  }

  /** The estimate. */
  public long estimate() {
    long counted = estimate;
    if (counted == NOT_COUNTED) {
      counted = count.getAsLong();
      estimate = counted;
    }
    return counted;
  }

  /** Whether they are no more than that. */
  public boolean fit(long tokens) {
    return atMost <= tokens || estimate() <= tokens;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PromptTokens tokens && tokens.estimate() == estimate();
  }

  @Override
  public int hashCode() {
    return Long.hashCode(estimate());
  }

  @Override
  public String toString() {
    return Long.toString(estimate());
  }
}
