package io.cameleer.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.chat.ChatChunk.Delta;
import org.jspecify.annotations.Nullable;

/** A content block whose pieces arrive. Each step gives what is new for the client, or null. */
sealed interface StreamedBlock permits StreamedText, StreamedThinking, StreamedToolUse {

  /** Takes {@code content_block_start}'s block. */
  @Nullable Delta start(JsonNode block);

  /** Takes {@code content_block_delta}'s delta; types not known give nothing. */
  @Nullable Delta add(JsonNode delta);

  /** Takes the block's end. */
  @Nullable Delta stop();
}
