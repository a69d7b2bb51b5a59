package io.cameleer.camel;

import io.cameleer.attempt.Call;
import io.cameleer.attempt.ObservedHealth;
import io.cameleer.attempt.OngoingAttempt;
import io.cameleer.catalog.HedgeAfter;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/**
 * Waits until a call's first attempt has been silent for so long that a second candidate is asked
 * beside it. The variable {@code attempt} stays only where it has been.
 */
final class AwaitHedge implements Processor {

  private final ObservedHealth health;

  AwaitHedge(ObservedHealth health) {
    this.health = health;
  }

  @Override
  public void process(Exchange exchange) throws InterruptedException {
    Call call = Variables.call(exchange);
    OngoingAttempt first = Variables.attempt(exchange);
    long delay = delayNanos(call.hedgeAfter(), first);
    if (delay < 0 || !call.awaitSilence(delay)) {
      exchange.removeVariable(Variables.ATTEMPT);
    }
  }

  /** -1 where it is not known how long the first candidate usually takes. */
  private long delayNanos(@Nullable HedgeAfter after, OngoingAttempt first) {
    return switch (after) {
      case HedgeAfter.Delay(java.time.Duration delay) -> delay.toNanos();
      case HedgeAfter.Percentile(int percent) -> health.firstTokenNanos(first.candidate(), percent);
      case null -> -1;
    };
  }
}
