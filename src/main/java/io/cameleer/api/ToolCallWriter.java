package io.cameleer.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.chat.ChatChunk.ToolCallDelta;
import io.cameleer.chat.ToolCall;
import io.cameleer.json.Json;
import org.jspecify.annotations.Nullable;

/** Writes tool calls, whole or in pieces. */
final class ToolCallWriter {

  private static final String FUNCTION = "function";
  private static final String CUSTOM = "custom";

  /** An element of {@code tool_calls} of a message. */
  ObjectNode write(ToolCall call) {
    ObjectNode node = Json.object().put("id", call.id());
    switch (call) {
      case ToolCall.Function function -> {
        node.put("type", FUNCTION).set(FUNCTION, legacy(function));
        putSignature(node, function.signature());
      }
      case ToolCall.Custom custom -> {
        node.put("type", CUSTOM);
        node.putObject(CUSTOM).put("name", custom.name()).put("input", custom.input());
      }
    }
    Extras.merge(node, call.extras());
    return node;
  }

  /** The deprecated {@code function_call} of a message. */
  ObjectNode legacy(ToolCall.Function call) {
    return Json.object().put("name", call.name()).put("arguments", call.arguments());
  }

  /**
   * An element of {@code tool_calls} of a delta: id, type and name stand in a call's first piece
   * only.
   */
  ObjectNode write(ToolCallDelta piece) {
    String type = piece.custom() ? CUSTOM : FUNCTION;
    ObjectNode node = Json.object().put("index", piece.index());
    if (piece.id() != null) {
      node.put("id", piece.id()).put("type", type);
    }
    ObjectNode named = named(piece, piece.custom() ? "input" : "arguments");
    if (!named.isEmpty()) {
      node.set(type, named);
    }
    putSignature(node, piece.signature());
    Extras.merge(node, piece.extras());
    return node;
  }

  /** The deprecated {@code function_call} of a delta. */
  ObjectNode legacy(ToolCallDelta piece) {
    return named(piece, "arguments");
  }

  private static ObjectNode named(ToolCallDelta piece, String argumentsField) {
    ObjectNode node = Json.object();
    if (piece.name() != null) {
      node.put("name", piece.name());
    }
    if (piece.arguments() != null) {
      node.put(argumentsField, piece.arguments());
    }
    return node;
  }

  private static void putSignature(ObjectNode call, @Nullable String signature) {
    if (signature != null) {
      ThoughtSignature.put(call, signature);
    }
  }
}
