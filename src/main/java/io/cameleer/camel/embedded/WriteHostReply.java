package io.cameleer.camel.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cameleer.api.ChatCompletion;
import io.cameleer.api.EmbeddingReplyWriter;
import io.cameleer.api.OpenAiModule;
import io.cameleer.attempt.Call;
import io.cameleer.attempt.ChatCall;
import io.cameleer.attempt.EmbeddingCall;
import io.cameleer.camel.ReplyHeaders;
import io.cameleer.camel.Variables;
import io.cameleer.chat.ChatReply;
import io.cameleer.chat.Content;
import io.cameleer.chat.EmbeddingReply;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/** Gives a host's route its reply in the form of its request, and the provenance as headers. */
final class WriteHostReply implements Processor {

  private final JsonMapper mapper = OpenAiModule.mapper();
  private final EmbeddingReplyWriter embeddingWriter = new EmbeddingReplyWriter();
  private final ReplyHeaders headers;

  WriteHostReply(ReplyHeaders headers) {
    this.headers = headers;
  }

  @Override
  public void process(Exchange exchange) throws JsonProcessingException {
    Message message = exchange.getMessage();
    Call call = Objects.requireNonNull(Variables.callOrNull(exchange), "no call was made");
    HostForm form =
        Objects.requireNonNull(exchange.getVariable(ReadHostRequest.FORM, HostForm.class));
    message.setBody(reply(form, call, message.getBody()));
    headers.of(call.provenance()).forEach(message::setHeader);
  }

  /** A streamed answer has gone elsewhere and leaves no body. */
  private @Nullable Object reply(HostForm form, Call call, @Nullable Object reply)
      throws JsonProcessingException {
    return switch (reply) {
      case null -> null;
      case Object canonical when form == HostForm.CANONICAL -> canonical;
      case ChatReply chat when form == HostForm.TEXT -> text(chat);
      case EmbeddingReply vectors when form == HostForm.TEXT -> vectors.vectors().getFirst();
      case EmbeddingReply vectors when form == HostForm.TEXTS -> vectors.vectors();
      default -> {
        Object json = json(call, reply);
        yield form == HostForm.MAP
            ? mapper.convertValue(json, Map.class)
            : mapper.writeValueAsString(json);
      }
    };
  }

  private static String text(ChatReply reply) {
    Content content =
        reply.choices().isEmpty() ? null : reply.choices().getFirst().message().content();
    return content == null ? "" : content.text();
  }

  private Object json(Call call, Object reply) {
    return switch (call) {
      case ChatCall chat ->
          new ChatCompletion(
              (ChatReply) reply, chat.request().tooling().legacyFunctions(), chat.costUsd());
      case EmbeddingCall embeddings ->
          embeddingWriter.write((EmbeddingReply) reply, embeddings.request().base64());
    };
  }
}
