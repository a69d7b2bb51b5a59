package io.cameleer.camel;

import io.cameleer.attempt.OngoingAttempt;
import io.cameleer.attempt.Outcome;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends an attempt that the circuit breaker has counted as failed, or that it did not let through.
 */
final class AttemptFailure implements Processor {

  private static final Logger LOGGER = LoggerFactory.getLogger(AttemptFailure.class);

  @Override
  public void process(Exchange exchange) {
    OngoingAttempt attempt = Variables.attempt(exchange);
    @Nullable Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    Failure failure = failure(attempt, cause);
    attempt.end(new Outcome.ProvidersFault(failure));
    // The breaker's mark; doCatch in the routes that make the call would take later exceptions for
    // handled, too.
    exchange.removeProperty(ExchangePropertyKey.EXCEPTION_HANDLED);
    LOGGER
        .atDebug()
        .addKeyValue("requestId", attempt.call().caller().requestId())
        .addKeyValue("candidate", attempt.candidate().label())
        .addKeyValue("status", failure.status())
        .addKeyValue("code", failure.code())
        .log("attempt failed");
  }

  private static Failure failure(OngoingAttempt attempt, @Nullable Exception cause) {
    return switch (cause) {
      case CallFailedException failed -> failed.failure();
      // The breaker did not let the call through: there was nothing to throw.
      case null ->
          Failure.of(
              503,
              "service_unavailable_error",
              "provider_unavailable",
              "Provider '%s' has failed repeatedly and is left alone for a while."
                  .formatted(attempt.candidate().provider().name()),
              FailureClass.FAIL_OVER);
      default -> unexpected(attempt, cause);
    };
  }

  /**
   * Not a provider's answer but a defect of the gateway: the client learns where to look, the log
   * has the rest.
   */
  private static Failure unexpected(OngoingAttempt attempt, Exception cause) {
    LOGGER.error(
        "attempt {} of call {} broke",
        attempt.candidate().label(),
        attempt.call().caller().requestId(),
        cause);
    return Failure.of(
        500,
        "api_error",
        "internal_error",
        "The gateway could not handle the provider's answer; its log has more under this request"
            + " id.",
        FailureClass.FAIL_OVER);
  }
}
