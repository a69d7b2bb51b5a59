package io.cameleer.provider.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.chat.Content;
import io.cameleer.chat.Message;
import io.cameleer.chat.Reasoning;
import io.cameleer.chat.ToolCall;
import io.cameleer.json.Json;
import io.cameleer.provider.DroppedParameters;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes a conversation as the Responses API's input items. Used once. */
final class ResponsesInputWriter {

  /** OpenAI refuses longer call ids in the Responses API. */
  private static final int MAX_CALL_ID_LENGTH = 64;

  private static final String MESSAGES = "messages[]";

  private final DroppedParameters dropped;
  private final ResponsesContentWriter contents;
  private final ArrayNode items = Json.array();
  private final Set<String> customCallIds = new HashSet<>();

  ResponsesInputWriter(DroppedParameters dropped) {
    this.dropped = dropped;
    this.contents = new ResponsesContentWriter(dropped);
  }

  ArrayNode write(List<Message> messages) {
    for (int i = 0; i < messages.size(); i++) {
      String path = "messages[" + i + "].content";
      switch (messages.get(i)) {
        case Message.Instructions instructions -> {
          String role = instructions.developer() ? "developer" : "system";
          writeInput(role, instructions.content(), path);
          drop(instructions.name(), instructions.extras(), Set.of());
        }
        case Message.User user -> {
          writeInput("user", user.content(), path);
          drop(user.name(), user.extras(), Set.of());
        }
        case Message.Assistant assistant -> writeAssistant(assistant, path);
        case Message.Tool tool -> writeToolResult(tool, path);
      }
    }
    return items;
  }

  private void writeInput(String role, Content content, String path) {
    ObjectNode item = items.addObject().put("type", "message").put("role", role);
    item.set("content", contents.input(content, path));
  }

  /** The model's reasoning goes before what it led to, as the model gave it. */
  private void writeAssistant(Message.Assistant assistant, String path) {
    for (Reasoning.Block block : assistant.reasoning().blocks()) {
      if (block instanceof Reasoning.Block.Encrypted encrypted) {
        writeReasoning(encrypted);
      }
    }
    ArrayNode parts = contents.output(assistant.content(), assistant.refusal(), path);
    if (!parts.isEmpty()) {
      ObjectNode item = items.addObject().put("type", "message").put("role", "assistant");
      item.set("content", parts);
      if (assistant.extras().get(ResponsesItems.PHASE) instanceof String phase) {
        item.put(ResponsesItems.PHASE, phase);
      }
    }
    assistant.toolCalls().forEach(this::writeCall);
    drop(assistant.name(), assistant.extras(), ResponsesItems.ASSISTANT_EXTRAS);
  }

  private void writeReasoning(Reasoning.Block.Encrypted block) {
    if (block.encryptedContent().isEmpty()) {
      return; // by its id alone OpenAI would look for a stored item, and find none
    }
    ObjectNode item = items.addObject().put("type", "reasoning");
    if (!block.id().isEmpty()) {
      item.put("id", block.id());
    }
    item.putArray("summary");
    item.put("encrypted_content", block.encryptedContent());
  }

  private void writeCall(ToolCall call) {
    ObjectNode item = items.addObject();
    switch (call) {
      case ToolCall.Function function -> {
        String arguments = function.arguments().isBlank() ? "{}" : function.arguments();
        item.put("type", "function_call").put("call_id", callId(call.id()));
        item.put("name", function.name()).put("arguments", arguments);
      }
      case ToolCall.Custom custom -> {
        customCallIds.add(call.id());
        item.put("type", "custom_tool_call").put("call_id", callId(call.id()));
        item.put("name", custom.name()).put("input", custom.input());
      }
    }
    ResponsesExtras.drop(call.extras(), MESSAGES + ".tool_calls[]", dropped);
  }

  private void writeToolResult(Message.Tool tool, String path) {
    boolean custom = customCallIds.contains(tool.toolCallId());
    ObjectNode item = items.addObject();
    item.put("type", custom ? "custom_tool_call_output" : "function_call_output");
    item.put("call_id", callId(tool.toolCallId()));
    item.set("output", contents.input(tool.content(), path));
    drop(tool.name(), tool.extras(), Set.of());
  }

  private void drop(@Nullable String name, Map<String, @Nullable Object> extras, Set<String> kept) {
    dropped.addIfSet(MESSAGES + ".name", name);
    ResponsesExtras.drop(extras, MESSAGES, dropped, kept);
  }

  /**
   * Ids that other providers made may be too long; the same long id always gives the same short
   * one.
   */
  private static String callId(String id) {
    if (id.length() <= MAX_CALL_ID_LENGTH) {
      return id;
    }
    return "call_" + UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8));
  }
}
