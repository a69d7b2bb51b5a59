package io.cameleer.camel.idempotency;

import io.cameleer.camel.Variables;
import io.cameleer.job.Idempotency.Answer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** An answer that is given once more. */
final class GivenAgain {

  private static final String VARIABLE = "givenAgain";
  private static final String HEADER = "Idempotent-Replayed";

  private GivenAgain() {}

  /** Makes the message this answer. The request's id is its own. */
  static void write(Exchange exchange, Answer answer) {
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    answer.headers().forEach(message::setHeader);
    message.setHeader(Exchange.HTTP_RESPONSE_CODE, answer.status());
    message.setHeader(HEADER, "true");
    Variables.client(exchange).identify(message);
    message.setBody(answer.body());
    exchange.setVariable(VARIABLE, true);
  }

  /** Whether an exchange has its answer already. */
  static boolean isAnswer(Exchange exchange) {
    return exchange.getVariable(VARIABLE) != null;
  }
}
