package io.cameleer.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model's reasoning and what its provider needs to take it back on the next turn. Nothing of it
 * is kept by the gateway: the client holds it ({@code reasoning_content}, {@code thinking_blocks},
 * {@code extra_content}) and sends it back with the history.
 *
 * @param text readable reasoning ({@code reasoning_content}), or null
 * @param blocks signed blocks of the provider, in order; useful to that provider only
 * @param signature Gemini's thought signature of the message's text, or null
 */
public record Reasoning(@Nullable String text, List<Block> blocks, @Nullable String signature) {

  /** No reasoning. */
  public static final Reasoning NONE = new Reasoning(null, List.of(), null);

  public Reasoning {
    blocks = List.copyOf(blocks);
  }

  /** A block that must be handed back unchanged. */
  public sealed interface Block {

    /**
     * Anthropic's {@code thinking} block.
     *
     * @param thinking the text, empty where the provider shows none
     * @param signature the provider's signature over it
     */
    record Thinking(String thinking, String signature) implements Block {}

    /**
     * Anthropic's {@code redacted_thinking} block.
     *
     * @param data opaque
     */
    record Redacted(String data) implements Block {}

    /**
     * A reasoning item of OpenAI's Responses API.
     *
     * @param id the item's id
     * @param encryptedContent opaque
     */
    record Encrypted(String id, String encryptedContent) implements Block {}
  }
}
