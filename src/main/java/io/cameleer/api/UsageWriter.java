package io.cameleer.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cameleer.chat.Usage;
import io.cameleer.json.FieldWriter;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Writes {@code usage}. Details the provider did not report are left out. */
final class UsageWriter {

  private static final String COST = "cost";

  /**
   * Writes the object.
   *
   * @param costUsd what the call cost, or null where that is unknown; it stands where OpenRouter's
   *     users look for it, unless the provider stated one itself
   */
  void write(JsonGenerator json, Usage usage, @Nullable BigDecimal costUsd) throws IOException {
    FieldWriter object =
        FieldWriter.begin(json, usage.extras())
            .put("prompt_tokens", usage.promptTokens())
            .put("completion_tokens", usage.completionTokens())
            .put("total_tokens", usage.totalTokens());
    if (usage.cachedTokens() != null || usage.cacheWriteTokens() != null) {
      object
          .object("prompt_tokens_details")
          .putIfAny("cached_tokens", usage.cachedTokens())
          .putIfAny("cache_write_tokens", usage.cacheWriteTokens())
          .end();
    }
    if (usage.reasoningTokens() != null) {
      object
          .object("completion_tokens_details")
          .put("reasoning_tokens", usage.reasoningTokens())
          .end();
    }
    if (costUsd != null && !usage.extras().containsKey(COST)) {
      object.put(COST, costUsd);
    }
    object.end();
  }
}
