package io.cameleer.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cameleer.chat.Message;
import io.cameleer.chat.Reasoning;
import io.cameleer.chat.ToolCall;
import io.cameleer.json.FieldWriter;
import java.io.IOException;
import java.util.List;

/** Writes the {@code message} of a reply. */
final class MessageWriter {

  private final ToolCallWriter toolCalls = new ToolCallWriter();

  /**
   * Writes the message. {@code content} and {@code refusal} are always there, null where there is
   * none; {@code tool_calls} only with calls in it.
   *
   * @param legacyCall whether its one function call is written as {@code function_call}
   */
  void write(JsonGenerator json, Message.Assistant message, boolean legacyCall) throws IOException {
    FieldWriter object =
        FieldWriter.begin(json, message.extras())
            .put("role", "assistant")
            .put("content", message.content() == null ? null : message.content().text())
            .put("refusal", message.refusal());
    writeReasoning(object, message.reasoning());
    writeCalls(object, message.toolCalls(), legacyCall);
    object.putIfAny("name", message.name()).end();
  }

  private void writeCalls(FieldWriter message, List<ToolCall> calls, boolean legacyCall)
      throws IOException {
    if (legacyCall && calls.getFirst() instanceof ToolCall.Function call) {
      toolCalls.writeLegacy(message, call);
    } else if (!calls.isEmpty()) {
      message.array("tool_calls", calls, toolCalls::write);
    }
  }

  private static void writeReasoning(FieldWriter message, Reasoning reasoning) throws IOException {
    message.putIfAny("reasoning_content", reasoning.text());
    if (!reasoning.blocks().isEmpty()) {
      ThinkingBlocks.write(message, reasoning.blocks());
    }
    if (reasoning.signature() != null) {
      ThoughtSignature.write(message, reasoning.signature());
    }
  }
}
