package io.cameleer.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.chat.Usage;
import io.cameleer.json.Json;
import org.jspecify.annotations.Nullable;

/** Writes {@code usage}. Details the provider did not report are left out. */
final class UsageWriter {

  /** The object. */
  ObjectNode write(Usage usage) {
    ObjectNode node =
        Json.object()
            .put("prompt_tokens", usage.promptTokens())
            .put("completion_tokens", usage.completionTokens())
            .put("total_tokens", usage.totalTokens());
    putDetail(node, "prompt_tokens_details", "cached_tokens", usage.cachedTokens());
    putDetail(node, "prompt_tokens_details", "cache_write_tokens", usage.cacheWriteTokens());
    putDetail(node, "completion_tokens_details", "reasoning_tokens", usage.reasoningTokens());
    Extras.merge(node, usage.extras());
    return node;
  }

  private static void putDetail(
      ObjectNode usage, String details, String field, @Nullable Long tokens) {
    if (tokens != null) {
      usage.withObjectProperty(details).put(field, tokens);
    }
  }
}
