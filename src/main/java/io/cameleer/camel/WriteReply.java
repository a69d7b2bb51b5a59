package io.cameleer.camel;

import io.cameleer.api.ChatCompletion;
import io.cameleer.api.EmbeddingReplyWriter;
import io.cameleer.attempt.Call;
import io.cameleer.attempt.ChatCall;
import io.cameleer.attempt.EmbeddingCall;
import io.cameleer.chat.ChatReply;
import io.cameleer.chat.EmbeddingReply;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Turns the canonical reply into what an HTTP client gets: OpenAI's JSON, ready to be marshalled or
 * as bytes, and the provenance as headers.
 */
final class WriteReply implements Processor {

  private final EmbeddingReplyWriter embeddingWriter;
  private final ReplyHeaders headers;

  WriteReply(EmbeddingReplyWriter embeddingWriter, ReplyHeaders headers) {
    this.embeddingWriter = embeddingWriter;
    this.headers = headers;
  }

  @Override
  public void process(Exchange exchange) {
    Message message = exchange.getMessage();
    Call call = Variables.call(exchange);
    Object reply = message.getBody();
    if (reply == null) {
      return;
    }
    message.setBody(json(call, reply));
    message.setHeader(Exchange.CONTENT_TYPE, "application/json");
    call.keptHeaders().forEach(message::setHeader);
    headers.of(call.provenance()).forEach(message::setHeader);
  }

  /** Embeddings are long: they are written straight into bytes. */
  private Object json(Call call, Object reply) {
    return switch (call) {
      case ChatCall chat ->
          new ChatCompletion(
              (ChatReply) reply, chat.request().tooling().legacyFunctions(), chat.costUsd());
      case EmbeddingCall embeddings ->
          embeddingWriter.bytes((EmbeddingReply) reply, embeddings.request().base64());
    };
  }
}
