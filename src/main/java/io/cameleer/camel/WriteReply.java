package io.cameleer.camel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.api.ChatReplyWriter;
import io.cameleer.api.EmbeddingReplyWriter;
import io.cameleer.attempt.Call;
import io.cameleer.attempt.ChatCall;
import io.cameleer.attempt.EmbeddingCall;
import io.cameleer.chat.ChatReply;
import io.cameleer.chat.EmbeddingReply;
import java.math.BigDecimal;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Turns the canonical reply into what an HTTP client gets: OpenAI's JSON, as a tree or as bytes,
 * and the provenance as headers.
 */
final class WriteReply implements Processor {

  private final ChatReplyWriter chatWriter;
  private final EmbeddingReplyWriter embeddingWriter;
  private final ReplyHeaders headers;

  WriteReply(
      ChatReplyWriter chatWriter, EmbeddingReplyWriter embeddingWriter, ReplyHeaders headers) {
    this.chatWriter = chatWriter;
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
      case ChatCall chat -> withCost(chat, (ChatReply) reply);
      case EmbeddingCall embeddings ->
          embeddingWriter.bytes((EmbeddingReply) reply, embeddings.request().base64());
    };
  }

  /**
   * The cost stands in the usage, where OpenRouter's users look for it, unless the provider stated
   * one itself.
   */
  private JsonNode withCost(ChatCall call, ChatReply reply) {
    ObjectNode json = chatWriter.write(reply, call.request().tooling().legacyFunctions());
    BigDecimal cost = call.costUsd();
    if (cost != null && json.get("usage") instanceof ObjectNode usage && !usage.has("cost")) {
      usage.put("cost", cost);
    }
    return json;
  }
}
