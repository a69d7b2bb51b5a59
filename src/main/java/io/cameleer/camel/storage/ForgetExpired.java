package io.cameleer.camel.storage;

import java.util.function.IntUnaryOperator;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Forgets what has expired; in portions, so that nobody waits for the database for long. */
public final class ForgetExpired implements Processor {

  private static final int PORTION = 500;
  private static final int MOST_PORTIONS = 200;

  private final IntUnaryOperator purge;

  /**
   * Of one kind.
   *
   * @param purge forgets as many as it is told to, and says how many there were
   */
  public ForgetExpired(IntUnaryOperator purge) {
    this.purge = purge;
  }

  @Override
  public void process(Exchange exchange) {
    int portions = 0;
    while (portions < MOST_PORTIONS && purge.applyAsInt(PORTION) == PORTION) {
      portions++;
    }
  }
}
