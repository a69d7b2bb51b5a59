package io.cameleer.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.chat.ChatChunk;
import io.cameleer.chat.FinishReason;
import io.cameleer.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes a chunk's JSON straight to a generator, since there is one for every token; only what is
 * rare (usage, tool calls, signatures) goes through a tree.
 */
final class ChunkJson {

  private static final Set<String> CHUNK_FIELDS =
      Set.of("id", "object", "created", "model", "service_tier", "choices", "usage");
  private static final Set<String> CHOICE_FIELDS =
      Set.of("index", "delta", "logprobs", "finish_reason");
  private static final Set<String> DELTA_FIELDS =
      Set.of(
          "role",
          "content",
          "refusal",
          "reasoning_content",
          ThinkingBlocks.FIELD,
          ThoughtSignature.HOLDER,
          "tool_calls",
          "function_call");

  private final ToolCallWriter toolCalls = new ToolCallWriter();
  private final UsageWriter usages = new UsageWriter();

  /** Writes a chunk; the parameters are those of {@link ChatChunkWriter#event}. */
  void write(JsonGenerator json, ChatChunk chunk, boolean usageAsked, boolean legacyFunctions)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("id", chunk.id());
    json.writeStringField("object", "chat.completion.chunk");
    json.writeNumberField("created", chunk.created());
    json.writeStringField("model", chunk.model());
    writeIfAny(json, "service_tier", chunk.serviceTier());
    json.writeArrayFieldStart("choices");
    for (ChatChunk.Choice choice : chunk.choices()) {
      writeChoice(json, choice, legacyFunctions);
    }
    json.writeEndArray();
    if (usageAsked) {
      json.writeFieldName("usage");
      json.writeTree(chunk.usage() == null ? Json.node(null) : usages.write(chunk.usage()));
    }
    writeExtras(json, chunk.extras(), CHUNK_FIELDS);
    json.writeEndObject();
  }

  private void writeChoice(JsonGenerator json, ChatChunk.Choice choice, boolean legacyFunctions)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("index", choice.index());
    json.writeObjectFieldStart("delta");
    writeDelta(json, choice.delta(), legacyFunctions);
    json.writeEndObject();
    if (choice.logprobs() != null) {
      json.writePOJOField("logprobs", choice.logprobs());
    }
    FinishReason reason = choice.finishReason();
    if (legacyFunctions && reason == FinishReason.TOOL_CALLS) {
      reason = FinishReason.FUNCTION_CALL;
    }
    json.writeStringField("finish_reason", reason == null ? null : reason.wireName());
    writeExtras(json, choice.extras(), CHOICE_FIELDS);
    json.writeEndObject();
  }

  private void writeDelta(JsonGenerator json, ChatChunk.Delta delta, boolean legacyFunctions)
      throws IOException {
    if (delta.role()) {
      json.writeStringField("role", "assistant");
      json.writeStringField("content", delta.content() == null ? "" : delta.content());
    } else {
      writeIfAny(json, "content", delta.content());
    }
    writeIfAny(json, "refusal", delta.refusal());
    writeIfAny(json, "reasoning_content", delta.reasoning());
    if (!delta.reasoningBlocks().isEmpty()) {
      json.writeFieldName(ThinkingBlocks.FIELD);
      json.writeTree(ThinkingBlocks.write(delta.reasoningBlocks()));
    }
    writeExtraContent(json, delta);
    if (!delta.toolCalls().isEmpty()) {
      writeToolCalls(json, delta.toolCalls(), legacyFunctions);
    }
    writeExtras(json, delta.extras(), DELTA_FIELDS);
  }

  private static void writeExtraContent(JsonGenerator json, ChatChunk.Delta delta)
      throws IOException {
    boolean others = delta.extras().containsKey(ThoughtSignature.HOLDER);
    if (delta.signature() == null && !others) {
      return;
    }
    ObjectNode holder = Json.object();
    if (delta.signature() != null) {
      ThoughtSignature.put(holder, delta.signature());
    }
    if (others) {
      Extras.merge(holder, ThoughtSignature.HOLDER, delta.extras().get(ThoughtSignature.HOLDER));
    }
    json.writeFieldName(ThoughtSignature.HOLDER);
    json.writeTree(holder.get(ThoughtSignature.HOLDER));
  }

  /**
   * The deprecated form has room for one call; the others, which it can't express, keep the newer
   * form.
   */
  private void writeToolCalls(
      JsonGenerator json, List<ChatChunk.ToolCallDelta> pieces, boolean legacyFunctions)
      throws IOException {
    ChatChunk.ToolCallDelta first = pieces.getFirst();
    if (legacyFunctions && pieces.size() == 1 && first.index() == 0 && !first.custom()) {
      json.writeFieldName("function_call");
      json.writeTree(toolCalls.legacy(first));
      return;
    }
    json.writeArrayFieldStart("tool_calls");
    for (ChatChunk.ToolCallDelta piece : pieces) {
      json.writeTree(toolCalls.write(piece));
    }
    json.writeEndArray();
  }

  private static void writeIfAny(JsonGenerator json, String field, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(field, value);
    }
  }

  private static void writeExtras(
      JsonGenerator json, Map<String, @Nullable Object> extras, Set<String> ownFields)
      throws IOException {
    for (Map.Entry<String, @Nullable Object> extra : extras.entrySet()) {
      if (ownFields.contains(extra.getKey())) {
        continue;
      }
      if (extra.getValue() instanceof String text) {
        json.writeStringField(extra.getKey(), text);
      } else {
        json.writePOJOField(extra.getKey(), extra.getValue());
      }
    }
  }
}
