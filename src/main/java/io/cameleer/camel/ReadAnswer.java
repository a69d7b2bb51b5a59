package io.cameleer.camel;

import io.cameleer.attempt.ChatAttempt;
import io.cameleer.attempt.ClientGoneException;
import io.cameleer.attempt.OngoingAttempt;
import io.cameleer.attempt.Outcome;
import io.cameleer.attempt.SupersededException;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import io.cameleer.provider.Dialects;
import io.cameleer.provider.UpstreamReply;
import java.io.IOException;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Reads a provider's answer: an error is classified, a plain answer decoded, a stream passed on as
 * it comes. A provider's fault is thrown, so that the circuit breaker counts it; everything else
 * ends the attempt quietly.
 */
final class ReadAnswer implements Processor {

  /** The most bytes of a plain answer. */
  private static final int MAX_ANSWER_BYTES = 128 * 1024 * 1024;

  /** An error says what it has to say in less. */
  private static final int MAX_ERROR_BYTES = 256 * 1024;

  private final Dialects dialects;
  private final ReadStream readStream;

  ReadAnswer(Dialects dialects, ReadStream readStream) {
    this.dialects = dialects;
    this.readStream = readStream;
  }

  @Override
  public void process(Exchange exchange) throws IOException {
    OngoingAttempt attempt = Variables.attempt(exchange);
    Message message = exchange.getMessage();
    Integer status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    attempt.keepHeaders(UpstreamHeaders.kept(message));
    try (UpstreamBody body = UpstreamBody.of(message)) {
      if (status == null || status < 200 || status >= 300) {
        throw new CallFailedException(
            failure(attempt, message, status == null ? 502 : status, body));
      }
      read(attempt, message, status, body);
    } catch (CallFailedException failed) {
      conclude(attempt, failed);
    } catch (ClientGoneException left) {
      attempt.end(new Outcome.Abandoned());
    } catch (SupersededException late) {
      attempt.end(new Outcome.Superseded());
    } finally {
      message.setBody(null);
    }
  }

  private void read(OngoingAttempt attempt, Message message, int status, UpstreamBody body)
      throws IOException {
    if (attempt instanceof ChatAttempt chat && chat.streamedByProvider()) {
      if (UpstreamHeaders.isJson(message)) {
        throw new CallFailedException(failure(attempt, message, status, body));
      }
      readStream.read(chat, body);
    } else {
      byte[] bytes = body.readWhole(length(message), MAX_ANSWER_BYTES);
      attempt.answered();
      attempt.receive(new UpstreamReply(status, Map.of(), bytes));
    }
    attempt.requestAnswered();
  }

  private Failure failure(OngoingAttempt attempt, Message message, int status, UpstreamBody body)
      throws IOException {
    byte[] bytes = body.readNBytes(MAX_ERROR_BYTES);
    attempt.answered();
    return dialects
        .named(attempt.candidate().provider().dialect())
        .failure(new UpstreamReply(status, UpstreamHeaders.all(message), bytes));
  }

  /** How long the answer says it is; -1 where it does not. */
  private static int length(Message message) {
    Object length = message.getHeader(Exchange.CONTENT_LENGTH);
    try {
      return length == null ? -1 : Integer.parseInt(length.toString());
    } catch (NumberFormatException noNumber) {
      return -1;
    }
  }

  /** A request that a known change mends is sent once more: then the attempt goes on. */
  private static void conclude(OngoingAttempt attempt, CallFailedException failed) {
    Failure failure = failed.failure();
    if (failure.failureClass() == FailureClass.REPAIR && attempt.repair(failure)) {
      return;
    }
    attempt.conclude(failed);
  }
}
