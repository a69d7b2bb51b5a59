package io.cameleer.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cameleer.chat.ChatChunk;
import io.cameleer.chat.FinishReason;
import io.cameleer.json.FieldWriter;
import java.io.IOException;
import java.util.List;

/** Writes a chunk's JSON. */
final class ChunkJson {

  private final ToolCallWriter toolCalls = new ToolCallWriter();
  private final UsageWriter usages = new UsageWriter();

  /** Writes a chunk; the parameters are those of {@link ChatChunkWriter#event}. */
  void write(JsonGenerator json, ChatChunk chunk, boolean usageAsked, boolean legacyFunctions)
      throws IOException {
    FieldWriter object =
        FieldWriter.begin(json, chunk.extras())
            .put("id", chunk.id())
            .put("object", "chat.completion.chunk")
            .put("created", chunk.created())
            .put("model", chunk.model())
            .putIfAny("service_tier", chunk.serviceTier())
            .array(
                "choices",
                chunk.choices(),
                (choices, choice) -> writeChoice(choices, choice, legacyFunctions));
    if (!usageAsked) {
      object.withhold("usage");
    } else if (chunk.usage() == null) {
      object.name("usage").writeNull();
    } else {
      usages.write(object.name("usage"), chunk.usage(), null);
    }
    object.end();
  }

  private void writeChoice(JsonGenerator json, ChatChunk.Choice choice, boolean legacyFunctions)
      throws IOException {
    FieldWriter object = FieldWriter.begin(json, choice.extras()).put("index", choice.index());
    writeDelta(object.name("delta"), choice.delta(), legacyFunctions);
    if (choice.logprobs() != null) {
      object.put("logprobs", choice.logprobs());
    }
    FinishReason reason = choice.finishReason();
    if (legacyFunctions && reason == FinishReason.TOOL_CALLS) {
      reason = FinishReason.FUNCTION_CALL;
    }
    object.put("finish_reason", reason == null ? null : reason.wireName()).end();
  }

  private void writeDelta(JsonGenerator json, ChatChunk.Delta delta, boolean legacyFunctions)
      throws IOException {
    FieldWriter object = FieldWriter.begin(json, delta.extras());
    if (delta.role()) {
      object.put("role", "assistant");
      object.put("content", delta.content() == null ? "" : delta.content());
    } else {
      object.putIfAny("content", delta.content());
    }
    object.putIfAny("refusal", delta.refusal()).putIfAny("reasoning_content", delta.reasoning());
    if (!delta.reasoningBlocks().isEmpty()) {
      ThinkingBlocks.write(object, delta.reasoningBlocks());
    }
    if (delta.signature() != null) {
      ThoughtSignature.write(object, delta.signature());
    }
    if (!delta.toolCalls().isEmpty()) {
      writeToolCalls(object, delta.toolCalls(), legacyFunctions);
    }
    object.withhold(ThinkingBlocks.FIELD);
    object.withhold(ToolCallWriter.LEGACY);
    object.end();
  }

  /**
   * The deprecated form has room for one call; the others, which it can't express, keep the newer
   * form.
   */
  private void writeToolCalls(
      FieldWriter delta, List<ChatChunk.ToolCallDelta> pieces, boolean legacyFunctions)
      throws IOException {
    ChatChunk.ToolCallDelta first = pieces.getFirst();
    if (legacyFunctions && pieces.size() == 1 && first.index() == 0 && !first.custom()) {
      toolCalls.writeLegacy(delta, first);
      return;
    }
    delta.array("tool_calls", pieces, toolCalls::write);
  }
}
