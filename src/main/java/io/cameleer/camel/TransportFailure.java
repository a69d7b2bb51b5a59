package io.cameleer.camel;

import io.cameleer.attempt.OngoingAttempt;
import io.cameleer.attempt.Outcome;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.hc.client5.http.ConnectTimeoutException;

/**
 * What a broken connection to a provider means. If the gateway broke it itself, because the client
 * left, another candidate was sooner or the call's time is up, nothing counts against the provider.
 * Else it is the provider's fault, and thrown for the breaker to count.
 */
final class TransportFailure implements Processor {

  @Override
  public void process(Exchange exchange) {
    OngoingAttempt attempt = Variables.attempt(exchange);
    Outcome cutShort = attempt.cutShortOutcome();
    if (cutShort != null) {
      attempt.end(cutShort);
      return;
    }
    String provider = attempt.candidate().provider().name();
    Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    if (attempt.stalled()) {
      throw new CallFailedException(
          timeout("Provider '%s' took too long to answer.".formatted(provider)), cause);
    }
    // Camel looks at causes, too: an answer that is not JSON was read to its end, and is
    // classified.
    throw cause instanceof CallFailedException classified
        ? classified
        : new CallFailedException(failure(provider, cause), cause);
  }

  private static Failure failure(String provider, Exception cause) {
    return switch (cause) {
      case ConnectTimeoutException slow ->
          timeout("Connecting to provider '%s' took too long.".formatted(provider));
      default ->
          Failure.of(
              502,
              "api_error",
              "upstream_connection_error",
              "The connection to provider '%s' failed.".formatted(provider),
              FailureClass.RETRY_SAME);
    };
  }

  private static Failure timeout(String message) {
    return Failure.of(504, "api_error", "upstream_timeout", message, FailureClass.RETRY_SAME);
  }
}
