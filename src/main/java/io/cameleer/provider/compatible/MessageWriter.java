package io.cameleer.provider.compatible;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cameleer.chat.Message;
import io.cameleer.chat.ToolCall;
import io.cameleer.json.FieldWriter;
import java.io.IOException;
import java.util.List;

/**
 * Writes messages. Of an assistant's reasoning only the text is written, as {@code
 * reasoning_content}: signed blocks and signatures mean nothing to these providers, and most don't
 * want the text either; a dialect takes it out beforehand.
 */
final class MessageWriter {

  private MessageWriter() {}

  static void write(JsonGenerator json, List<Message> messages) throws IOException {
    json.writeStartArray();
    for (Message message : messages) {
      write(json, message);
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, Message message) throws IOException {
    FieldWriter object = FieldWriter.begin(json, message.extras());
    switch (message) {
      case Message.Instructions instructions -> {
        object.put("role", instructions.developer() ? "developer" : "system");
        ContentWriter.write(object.name("content"), instructions.content());
        object.putIfAny("name", instructions.name());
      }
      case Message.User user -> {
        object.put("role", "user");
        ContentWriter.write(object.name("content"), user.content());
        object.putIfAny("name", user.name());
      }
      case Message.Assistant assistant -> write(object, assistant);
      case Message.Tool tool -> {
        object.put("role", "tool").put("tool_call_id", tool.toolCallId());
        ContentWriter.write(object.name("content"), tool.content());
        object.putIfAny("name", tool.name());
      }
    }
    object.end();
  }

  private static void write(FieldWriter object, Message.Assistant assistant) throws IOException {
    object.put("role", "assistant");
    if (assistant.content() != null) {
      ContentWriter.write(object.name("content"), assistant.content());
    } else {
      object.put("content", isSilent(assistant) ? "" : null);
    }
    object
        .putIfAny("refusal", assistant.refusal())
        .putIfAny("reasoning_content", assistant.reasoning().text());
    if (!assistant.toolCalls().isEmpty()) {
      object.array("tool_calls", assistant.toolCalls(), MessageWriter::write);
    }
    object.putIfAny("name", assistant.name());
  }

  /** Whether only its reasoning is left out of what it said: providers refuse null content then. */
  private static boolean isSilent(Message.Assistant assistant) {
    return assistant.toolCalls().isEmpty()
        && assistant.refusal() == null
        && !assistant.extras().containsKey("audio");
  }

  private static void write(JsonGenerator json, ToolCall call) throws IOException {
    FieldWriter object = FieldWriter.begin(json, call.extras()).put("id", call.id());
    switch (call) {
      case ToolCall.Function function ->
          object
              .put("type", "function")
              .object("function")
              .put("name", function.name())
              .put("arguments", function.arguments())
              .end();
      case ToolCall.Custom custom ->
          object
              .put("type", "custom")
              .object("custom")
              .put("name", custom.name())
              .put("input", custom.input())
              .end();
    }
    object.end();
  }
}
