package io.cameleer.camel;

import io.cameleer.attempt.Call;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Goes on to the plan's next candidate; variable {@code provider} names its provider. */
final class NextCandidate implements Processor {

  @Override
  public void process(Exchange exchange) {
    Call call = Variables.call(exchange);
    exchange.setVariable(Variables.PROVIDER, call.beginAttempt().provider().name());
  }
}
