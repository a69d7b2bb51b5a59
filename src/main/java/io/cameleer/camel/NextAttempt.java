package io.cameleer.camel;

import io.cameleer.attempt.Call;
import io.cameleer.attempt.OngoingAttempt;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/**
 * Goes on to a call's next attempt, as variable {@code attempt}; variable {@code provider} names
 * the route of its provider. Both are removed where the call has come to its end.
 */
final class NextAttempt implements Processor {

  private final Function<Call, @Nullable OngoingAttempt> choice;
  private final ProviderRoutes routes;

  /**
   * Goes on as this says.
   *
   * @param choice begins the next attempt of a call, or gives null where there is none
   */
  NextAttempt(Function<Call, @Nullable OngoingAttempt> choice, ProviderRoutes routes) {
    this.choice = choice;
    this.routes = routes;
  }

  @Override
  public void process(Exchange exchange) {
    OngoingAttempt attempt = choice.apply(Variables.call(exchange));
    if (attempt == null) {
      exchange.removeVariable(Variables.ATTEMPT);
      exchange.removeVariable(Variables.PROVIDER);
    } else {
      exchange.setVariable(Variables.ATTEMPT, attempt);
      exchange.setVariable(Variables.PROVIDER, routes.routeOf(attempt.candidate().provider()));
    }
  }
}
