package io.cameleer.camel;

import io.cameleer.attempt.Call;
import io.cameleer.attempt.ChatCall;
import io.cameleer.attempt.EmbeddingCall;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/**
 * Ends the core: the body becomes the canonical reply. It is empty where the answer, or as much of
 * it as there was, has been streamed already, and where the client has left. A call that failed is
 * thrown as its {@link Failure}.
 */
final class AnswerCall implements Processor {

  @Override
  public void process(Exchange exchange) {
    Call call = Variables.call(exchange);
    Failure failure = call.failure();
    if (failure != null && !call.begunToAnswer()) {
      throw new CallFailedException(failure);
    }
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    message.setBody(call.abandoned() ? null : reply(call));
  }

  private static @Nullable Object reply(Call call) {
    return switch (call) {
      case ChatCall chat -> chat.reply();
      case EmbeddingCall embeddings -> embeddings.reply();
    };
  }
}
