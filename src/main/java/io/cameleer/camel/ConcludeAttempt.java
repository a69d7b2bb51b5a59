package io.cameleer.camel;

import io.cameleer.attempt.OngoingAttempt;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Ends an attempt that the gateway has cut short before its first request or between two, and keeps
 * from the circuit breaker what tells nothing about the provider: a client that leaves, or another
 * candidate that is sooner, must neither open nor close it.
 */
final class ConcludeAttempt implements Processor {

  @Override
  public void process(Exchange exchange) {
    OngoingAttempt attempt = Variables.attempt(exchange);
    attempt.endIfCutShort();
    if (!attempt.tellsOfProvider()) {
      throw new NothingLearntException();
    }
  }
}
