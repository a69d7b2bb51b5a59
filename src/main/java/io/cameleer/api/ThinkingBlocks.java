package io.cameleer.api;

import io.cameleer.chat.Reasoning.Block;
import io.cameleer.json.FieldWriter;
import java.io.IOException;
import java.util.List;

/**
 * {@code thinking_blocks} of a message or delta: a provider's signed reasoning, which the client
 * hands back unchanged with the history. An extension of OpenAI's format, in Anthropic's own form.
 */
final class ThinkingBlocks {

  /** The field of a message or delta that holds them. */
  static final String FIELD = "thinking_blocks";

  private static final List<String> TYPES = List.of("thinking", "redacted_thinking", "encrypted");

  private ThinkingBlocks() {}

  /** Takes the blocks from a message; empty where it has none. */
  static List<Block> take(Fields message) {
    return message.list(FIELD, ThinkingBlocks::read);
  }

  /** Writes the blocks into a message or delta. */
  static void write(FieldWriter holder, List<Block> blocks) throws IOException {
    holder.array(FIELD, blocks, (json, block) -> write(FieldWriter.begin(json), block));
  }

  private static Block read(Fields block) {
    String type = block.requiredString("type");
    return switch (type) {
      case "thinking" ->
          new Block.Thinking(block.requiredString("thinking"), block.requiredString("signature"));
      case "redacted_thinking" -> new Block.Redacted(block.requiredString("data"));
      case "encrypted" ->
          new Block.Encrypted(
              block.requiredString("id"), block.requiredString("encrypted_content"));
      default -> throw Invalid.value(block.path("type"), type, TYPES);
    };
  }

  private static void write(FieldWriter object, Block block) throws IOException {
    switch (block) {
      case Block.Thinking(String thinking, String signature) ->
          object.put("type", "thinking").put("thinking", thinking).put("signature", signature);
      case Block.Redacted(String data) -> object.put("type", "redacted_thinking").put("data", data);
      case Block.Encrypted(String id, String encryptedContent) ->
          object.put("type", "encrypted").put("id", id).put("encrypted_content", encryptedContent);
    }
    object.end();
  }
}
