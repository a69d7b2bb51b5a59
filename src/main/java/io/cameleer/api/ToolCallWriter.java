package io.cameleer.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cameleer.chat.ChatChunk.ToolCallDelta;
import io.cameleer.chat.ToolCall;
import io.cameleer.json.FieldWriter;
import java.io.IOException;

/** Writes tool calls, whole or in pieces. */
final class ToolCallWriter {

  private static final String FUNCTION = "function";
  private static final String CUSTOM = "custom";

  /** The deprecated field of a message or delta that holds its only call. */
  static final String LEGACY = "function_call";

  /** Writes an element of {@code tool_calls} of a message. */
  void write(JsonGenerator json, ToolCall call) throws IOException {
    FieldWriter object = FieldWriter.begin(json, call.extras()).put("id", call.id());
    switch (call) {
      case ToolCall.Function function -> {
        writeNamed(object.put("type", FUNCTION).object(FUNCTION), function);
        if (function.signature() != null) {
          ThoughtSignature.write(object, function.signature());
        }
      }
      case ToolCall.Custom custom ->
          object
              .put("type", CUSTOM)
              .object(CUSTOM)
              .put("name", custom.name())
              .put("input", custom.input())
              .end();
    }
    object.end();
  }

  /** Writes the deprecated {@code function_call} of a message. */
  void writeLegacy(FieldWriter message, ToolCall.Function call) throws IOException {
    writeNamed(message.object(LEGACY), call);
  }

  private static void writeNamed(FieldWriter object, ToolCall.Function call) throws IOException {
    object.put("name", call.name()).put("arguments", call.arguments()).end();
  }

  /**
   * Writes an element of {@code tool_calls} of a delta: id, type and name stand in a call's first
   * piece only.
   */
  void write(JsonGenerator json, ToolCallDelta piece) throws IOException {
    String type = piece.custom() ? CUSTOM : FUNCTION;
    FieldWriter object = FieldWriter.begin(json, piece.extras()).put("index", piece.index());
    if (piece.id() != null) {
      object.put("id", piece.id()).put("type", type);
    }
    if (piece.name() != null || piece.arguments() != null) {
      writeNamed(object.object(type), piece, piece.custom() ? "input" : "arguments");
    }
    if (piece.signature() != null) {
      ThoughtSignature.write(object, piece.signature());
    }
    object.end();
  }

  /** Writes the deprecated {@code function_call} of a delta. */
  void writeLegacy(FieldWriter delta, ToolCallDelta piece) throws IOException {
    writeNamed(delta.object(LEGACY), piece, "arguments");
  }

  private static void writeNamed(FieldWriter object, ToolCallDelta piece, String argumentsField)
      throws IOException {
    object.putIfAny("name", piece.name()).putIfAny(argumentsField, piece.arguments()).end();
  }
}
