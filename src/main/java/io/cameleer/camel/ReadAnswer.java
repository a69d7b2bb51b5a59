package io.cameleer.camel;

import io.cameleer.attempt.Call;
import io.cameleer.attempt.ChatCall;
import io.cameleer.attempt.ClientGoneException;
import io.cameleer.attempt.Outcome;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import io.cameleer.provider.Dialects;
import io.cameleer.provider.Failures;
import io.cameleer.provider.UpstreamReply;
import java.io.IOException;
import java.io.InputStream;
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
    Call call = Variables.call(exchange);
    Message message = exchange.getMessage();
    Integer status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    call.keepHeaders(UpstreamHeaders.kept(message));
    try (UpstreamBody body = UpstreamBody.of(message)) {
      if (status == null || status < 200 || status >= 300) {
        throw new CallFailedException(failure(call, message, status == null ? 502 : status, body));
      }
      read(call, message, status, body);
    } catch (CallFailedException failed) {
      conclude(call, failed);
    } catch (ClientGoneException left) {
      call.end(new Outcome.Abandoned());
    } finally {
      message.setBody(null);
    }
  }

  private void read(Call call, Message message, int status, UpstreamBody body) throws IOException {
    if (call instanceof ChatCall chat && chat.translation().request().streamed()) {
      if (UpstreamHeaders.isJson(message)) {
        throw new CallFailedException(failure(call, message, status, body));
      }
      readStream.read(chat, body);
    } else {
      byte[] bytes = bytes(body, MAX_ANSWER_BYTES);
      call.answered();
      call.receive(new UpstreamReply(status, Map.of(), bytes));
    }
    if (!call.hasRequestLeft()) {
      call.end(new Outcome.Succeeded());
    }
  }

  private Failure failure(Call call, Message message, int status, UpstreamBody body)
      throws IOException {
    byte[] bytes = body.readNBytes(MAX_ERROR_BYTES);
    call.answered();
    return dialects
        .named(call.candidate().provider().dialect())
        .failure(new UpstreamReply(status, UpstreamHeaders.all(message), bytes));
  }

  private static byte[] bytes(InputStream body, int limit) throws IOException {
    byte[] bytes = body.readNBytes(limit);
    if (bytes.length == limit) {
      throw new CallFailedException(
          Failures.badGateway("The provider's answer is larger than %d bytes.".formatted(limit)));
    }
    return bytes;
  }

  private static void conclude(Call call, CallFailedException failed) {
    Outcome outcome = Outcome.of(failed.failure());
    if (outcome instanceof Outcome.ProvidersFault) {
      throw failed;
    }
    call.end(outcome);
  }
}
