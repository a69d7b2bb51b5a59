package io.cameleer.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.chat.Message;
import io.cameleer.chat.Reasoning;
import io.cameleer.chat.ToolCall;
import io.cameleer.json.Json;
import java.util.List;

/** Writes the {@code message} of a reply. */
final class MessageWriter {

  private final ToolCallWriter toolCalls = new ToolCallWriter();

  /**
   * The message. {@code content} and {@code refusal} are always there, null where there is none;
   * {@code tool_calls} only with calls in it.
   *
   * @param legacyCall whether its one function call is written as {@code function_call}
   */
  ObjectNode write(Message.Assistant message, boolean legacyCall) {
    ObjectNode node =
        Json.object()
            .put("role", "assistant")
            .put("content", message.content() == null ? null : message.content().text())
            .put("refusal", message.refusal());
    putReasoning(node, message.reasoning());
    putCalls(node, message.toolCalls(), legacyCall);
    if (message.name() != null) {
      node.put("name", message.name());
    }
    Extras.merge(node, message.extras());
    return node;
  }

  private void putCalls(ObjectNode node, List<ToolCall> calls, boolean legacyCall) {
    if (legacyCall && calls.getFirst() instanceof ToolCall.Function call) {
      node.set("function_call", toolCalls.legacy(call));
    } else if (!calls.isEmpty()) {
      ArrayNode array = node.putArray("tool_calls");
      calls.forEach(call -> array.add(toolCalls.write(call)));
    }
  }

  private static void putReasoning(ObjectNode node, Reasoning reasoning) {
    if (reasoning.text() != null) {
      node.put("reasoning_content", reasoning.text());
    }
    if (!reasoning.blocks().isEmpty()) {
      node.set(ThinkingBlocks.FIELD, ThinkingBlocks.write(reasoning.blocks()));
    }
    if (reasoning.signature() != null) {
      ThoughtSignature.put(node, reasoning.signature());
    }
  }
}
