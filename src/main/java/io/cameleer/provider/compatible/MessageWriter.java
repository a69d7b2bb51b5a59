package io.cameleer.provider.compatible;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.chat.Message;
import io.cameleer.chat.ToolCall;
import io.cameleer.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes messages. Of an assistant's reasoning only the text is written, as {@code
 * reasoning_content}: signed blocks and signatures mean nothing to these providers, and most don't
 * want the text either; a dialect takes it out beforehand.
 */
final class MessageWriter {

  private MessageWriter() {}

  static ArrayNode write(List<Message> messages) {
    ArrayNode array = Json.array();
    messages.forEach(message -> array.add(message(message)));
    return array;
  }

  private static ObjectNode message(Message message) {
    ObjectNode node = Json.object();
    switch (message) {
      case Message.Instructions instructions -> {
        node.put("role", instructions.developer() ? "developer" : "system");
        node.set("content", ContentWriter.write(instructions.content()));
        putName(node, instructions.name());
      }
      case Message.User user -> {
        node.put("role", "user").set("content", ContentWriter.write(user.content()));
        putName(node, user.name());
      }
      case Message.Assistant assistant -> assistant(node, assistant);
      case Message.Tool tool -> {
        node.put("role", "tool").put("tool_call_id", tool.toolCallId());
        node.set("content", ContentWriter.write(tool.content()));
        putName(node, tool.name());
      }
    }
    Extras.merge(node, message.extras());
    return node;
  }

  private static void assistant(ObjectNode node, Message.Assistant assistant) {
    node.put("role", "assistant");
    if (assistant.content() != null) {
      node.set("content", ContentWriter.write(assistant.content()));
    } else if (isSilent(assistant)) {
      node.put("content", "");
    } else {
      node.putNull("content");
    }
    if (assistant.refusal() != null) {
      node.put("refusal", assistant.refusal());
    }
    if (assistant.reasoning().text() != null) {
      node.put("reasoning_content", assistant.reasoning().text());
    }
    if (!assistant.toolCalls().isEmpty()) {
      ArrayNode calls = node.putArray("tool_calls");
      assistant.toolCalls().forEach(call -> calls.add(toolCall(call)));
    }
    putName(node, assistant.name());
  }

  /** Whether only its reasoning is left out of what it said: providers refuse null content then. */
  private static boolean isSilent(Message.Assistant assistant) {
    return assistant.toolCalls().isEmpty()
        && assistant.refusal() == null
        && !assistant.extras().containsKey("audio");
  }

  private static ObjectNode toolCall(ToolCall call) {
    ObjectNode node = Json.object().put("id", call.id());
    switch (call) {
      case ToolCall.Function function ->
          node.put("type", "function")
              .putObject("function")
              .put("name", function.name())
              .put("arguments", function.arguments());
      case ToolCall.Custom custom ->
          node.put("type", "custom")
              .putObject("custom")
              .put("name", custom.name())
              .put("input", custom.input());
    }
    Extras.merge(node, call.extras());
    return node;
  }

  private static void putName(ObjectNode node, @Nullable String name) {
    if (name != null) {
      node.put("name", name);
    }
  }
}
