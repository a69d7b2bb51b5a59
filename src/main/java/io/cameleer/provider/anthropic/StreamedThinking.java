package io.cameleer.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.chat.ChatChunk.Delta;
import io.cameleer.chat.Reasoning;
import io.cameleer.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A thinking block, shown or redacted. With its signature, which comes last, it can be handed back.
 */
final class StreamedThinking implements StreamedBlock {

  private final StringBuilder thinking = new StringBuilder();
  private final StringBuilder signature = new StringBuilder();
  private @Nullable String redacted;

  @Override
  public @Nullable Delta start(JsonNode block) {
    redacted = Json.string(block, "data");
    return add(block);
  }

  @Override
  public @Nullable Delta add(JsonNode piece) {
    String signed = Json.string(piece, "signature");
    if (signed != null) {
      signature.append(signed);
    }
    String words = Json.string(piece, "thinking");
    if (words == null || words.isEmpty()) {
      return null;
    }
    thinking.append(words);
    return Delta.reasoning(words);
  }

  @Override
  public @Nullable Delta stop() {
    if (redacted != null) {
      return Delta.block(new Reasoning.Block.Redacted(redacted));
    }
    return signature.isEmpty()
        ? null
        : Delta.block(new Reasoning.Block.Thinking(thinking.toString(), signature.toString()));
  }
}
