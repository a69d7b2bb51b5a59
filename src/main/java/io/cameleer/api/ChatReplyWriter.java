package io.cameleer.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.chat.ChatReply;
import io.cameleer.chat.FinishReason;
import io.cameleer.chat.Message;
import io.cameleer.chat.ToolCall;
import io.cameleer.json.Json;
import org.jspecify.annotations.Nullable;

/** Writes a whole answer as OpenAI's {@code chat.completion} object. Stateless and thread-safe. */
public final class ChatReplyWriter {

  private final MessageWriter messages = new MessageWriter();
  private final UsageWriter usages = new UsageWriter();

  /**
   * The object. Extras are put back where they came from, but never replace a field this gateway
   * writes itself.
   *
   * @param legacyFunctions whether the client used the deprecated {@code functions}: a single
   *     function call is then written as {@code function_call}
   */
  public ObjectNode write(ChatReply reply, boolean legacyFunctions) {
    ObjectNode node =
        Json.object()
            .put("id", reply.id())
            .put("object", "chat.completion")
            .put("created", reply.created())
            .put("model", reply.model());
    if (reply.serviceTier() != null) {
      node.put("service_tier", reply.serviceTier());
    }
    ArrayNode choices = node.putArray("choices");
    reply.choices().forEach(choice -> choices.add(choice(choice, legacyFunctions)));
    if (reply.usage() != null) {
      node.set("usage", usages.write(reply.usage()));
    }
    Extras.merge(node, reply.extras());
    return node;
  }

  private ObjectNode choice(ChatReply.Choice choice, boolean legacyFunctions) {
    boolean legacyCall = legacyFunctions && isSingleFunctionCall(choice.message());
    ObjectNode node = Json.object().put("index", choice.index());
    node.set("message", messages.write(choice.message(), legacyCall));
    node.set("logprobs", Json.node(choice.logprobs()));
    node.put("finish_reason", finishReason(choice.finishReason(), legacyCall));
    Extras.merge(node, choice.extras());
    return node;
  }

  private static boolean isSingleFunctionCall(Message.Assistant message) {
    return message.toolCalls().size() == 1
        && message.toolCalls().getFirst() instanceof ToolCall.Function;
  }

  private static @Nullable String finishReason(@Nullable FinishReason reason, boolean legacyCall) {
    if (reason == null) {
      return null;
    }
    boolean renamed = legacyCall && reason == FinishReason.TOOL_CALLS;
    return (renamed ? FinishReason.FUNCTION_CALL : reason).wireName();
  }
}
