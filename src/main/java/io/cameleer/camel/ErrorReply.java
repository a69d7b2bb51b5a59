package io.cameleer.camel;

import io.cameleer.api.ErrorEnvelope;
import io.cameleer.api.RequestErrors;
import io.cameleer.attempt.Call;
import io.cameleer.attempt.Caller;
import io.cameleer.attempt.Provenance;
import io.cameleer.camel.observation.RefusedRequests;
import io.cameleer.chat.Failure;
import io.cameleer.job.StoreException;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers a call that failed: OpenAI's error envelope, the provenance, and when it is worth trying
 * again.
 */
final class ErrorReply implements Processor {

  private static final Logger LOGGER = LoggerFactory.getLogger(ErrorReply.class);

  /**
   * A defect of the gateway itself; everything else is explained to the client and in the call's
   * log line.
   */
  private static final String INTERNAL_ERROR = "internal_error";

  private final ReplyHeaders headers;
  private final RefusedRequests refused;

  ErrorReply(ReplyHeaders headers, RefusedRequests refused) {
    this.headers = headers;
    this.refused = refused;
  }

  @Override
  public void process(Exchange exchange) {
    Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    Failure failure = RequestErrors.failure(cause);
    Provenance provenance = provenance(exchange);
    if (INTERNAL_ERROR.equals(failure.code())) {
      LOGGER.error("call {} failed", provenance.requestId(), cause);
    } else if (cause instanceof StoreException unreachable) {
      LOGGER.warn(
          "request {} needs the database: {}", provenance.requestId(), unreachable.getMessage());
    }
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    Call call = Variables.callOrNull(exchange);
    if (call == null) {
      refused.count(failure.status());
    } else {
      call.keptHeaders().forEach(message::setHeader);
    }
    headers.of(provenance).forEach(message::setHeader);
    Duration retryAfter = failure.retryAfter();
    if (retryAfter != null) {
      message.setHeader("Retry-After", Long.toString(roundUpToSeconds(retryAfter)));
    }
    message.setHeader(Exchange.HTTP_RESPONSE_CODE, failure.status());
    message.setHeader(Exchange.CONTENT_TYPE, "application/json");
    message.setBody(ErrorEnvelope.bytes(failure));
  }

  private static Provenance provenance(Exchange exchange) {
    Call call = Variables.callOrNull(exchange);
    if (call != null) {
      return call.provenance();
    }
    ClientConnection client = Variables.clientOrNull(exchange);
    if (client == null) {
      return Provenance.withoutAttempt(exchange.getExchangeId(), 0);
    }
    Caller caller = client.caller();
    return Provenance.withoutAttempt(caller.requestId(), System.nanoTime() - caller.startedAt());
  }

  private static long roundUpToSeconds(Duration duration) {
    return Math.max(1, (duration.toMillis() + 999) / 1000);
  }
}
