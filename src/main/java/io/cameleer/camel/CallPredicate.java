package io.cameleer.camel;

import io.cameleer.attempt.Call;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;

/** A question about the state of a call, asked by a route. */
final class CallPredicate implements Predicate {

  private final java.util.function.Predicate<Call> question;

  CallPredicate(java.util.function.Predicate<Call> question) {
    this.question = question;
  }

  @Override
  public boolean matches(Exchange exchange) {
    return question.test(Variables.call(exchange));
  }
}
