package io.cameleer.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.chat.ChatChunk.Delta;
import io.cameleer.chat.ChatChunk.ToolCallDelta;
import io.cameleer.json.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tool call. The arguments of a function are passed on as they come; the free text of a custom
 * tool is wrapped in JSON and so is known at the end only.
 */
final class StreamedToolUse implements StreamedBlock {

  private final int index;
  private final AnswerContext context;
  private final StringBuilder wrapped = new StringBuilder();
  private boolean custom;
  private boolean argued;
  private String whole = "{}";

  /**
   * A call.
   *
   * @param index its place among the answer's calls
   */
  StreamedToolUse(int index, AnswerContext context) {
    this.index = index;
    this.context = context;
  }

  @Override
  public Delta start(JsonNode block) {
    String id = Json.string(block, "id");
    String name = Json.string(block, "name");
    custom = name != null && context.customTools().contains(name);
    if (!block.path("input").isEmpty()) {
      // Anthropic sends {} here and the arguments later; compatible servers may send them here
      whole = Json.text(block.path("input"));
    }
    return Delta.toolCall(
        new ToolCallDelta(
            index, id == null ? "" : id, custom, name == null ? "" : name, "", null, Map.of()));
  }

  @Override
  public @Nullable Delta add(JsonNode delta) {
    String piece = Json.string(delta, "partial_json");
    if (piece == null || piece.isEmpty()) {
      return null;
    }
    argued = true;
    if (custom) {
      wrapped.append(piece);
      return null;
    }
    return Delta.toolCall(ToolCallDelta.arguments(index, piece));
  }

  @Override
  public @Nullable Delta stop() {
    if (custom) {
      String input = AnswerContext.customInput(argued ? wrapped.toString() : whole);
      return Delta.toolCall(new ToolCallDelta(index, null, true, null, input, null, Map.of()));
    }
    return argued ? null : Delta.toolCall(ToolCallDelta.arguments(index, whole));
  }
}
