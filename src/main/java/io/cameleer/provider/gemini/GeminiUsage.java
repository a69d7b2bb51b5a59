package io.cameleer.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.chat.Usage;
import io.cameleer.json.Json;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code usageMetadata}, in which counters of zero are left out. */
final class GeminiUsage {

  private GeminiUsage() {}

  /** The usage in OpenAI's sense, or null where the answer reports none. */
  static @Nullable Usage read(JsonNode metadata) {
    if (!metadata.isObject() || metadata.isEmpty()) {
      return null;
    }
    Long thoughts = Json.number(metadata, "thoughtsTokenCount");
    long prompt =
        orZero(Json.number(metadata, "promptTokenCount"))
            + orZero(Json.number(metadata, "toolUsePromptTokenCount"));
    long completion = orZero(Json.number(metadata, "candidatesTokenCount")) + orZero(thoughts);
    Long total = Json.number(metadata, "totalTokenCount");
    return new Usage(
        prompt,
        completion,
        total == null ? prompt + completion : total,
        Json.number(metadata, "cachedContentTokenCount"),
        null,
        thoughts,
        extras(metadata));
  }

  private static Map<String, @Nullable Object> extras(JsonNode metadata) {
    Map<String, @Nullable Object> extras = new LinkedHashMap<>();
    putModalities(extras, "prompt_tokens_details", metadata.path("promptTokensDetails"));
    putModalities(extras, "completion_tokens_details", metadata.path("candidatesTokensDetails"));
    return extras;
  }

  private static void putModalities(
      Map<String, @Nullable Object> extras, String name, JsonNode details) {
    Map<String, @Nullable Object> tokens = new LinkedHashMap<>();
    for (JsonNode detail : details) {
      String modality = Json.string(detail, "modality");
      Long count = Json.number(detail, "tokenCount");
      if (modality != null && count != null) {
        tokens.put(modality.toLowerCase(Locale.ROOT) + "_tokens", count);
      }
    }
    if (!tokens.isEmpty()) {
      extras.put(name, tokens);
    }
  }

  private static long orZero(@Nullable Long count) {
    return count == null ? 0 : count;
  }
}
