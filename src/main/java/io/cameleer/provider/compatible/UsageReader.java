package io.cameleer.provider.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.chat.Usage;
import io.cameleer.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code usage}. Cached tokens go by several names: {@code
 * prompt_tokens_details.cached_tokens} at most providers, {@code prompt_cache_hit_tokens} at
 * DeepSeek, {@code num_cached_tokens} or {@code prompt_token_details} at Mistral; tokens written to
 * the cache by {@code cache_write_tokens} and, at DashScope, {@code cache_creation_input_tokens}.
 */
final class UsageReader {

  private static final String PROMPT_DETAILS = "prompt_tokens_details";
  private static final String COMPLETION_DETAILS = "completion_tokens_details";

  private static final Set<String> COUNTS =
      Set.of(
          "prompt_tokens", "completion_tokens", "total_tokens", PROMPT_DETAILS, COMPLETION_DETAILS);
  private static final Set<String> KNOWN_PROMPT_DETAILS =
      Set.of("cached_tokens", "cache_write_tokens");
  private static final Set<String> KNOWN_COMPLETION_DETAILS = Set.of("reasoning_tokens");

  private UsageReader() {}

  /** The usage of an answer or chunk; null where it says nothing of tokens. */
  static @Nullable Usage read(@Nullable JsonNode node) {
    if (!(node instanceof ObjectNode usage)) {
      return null;
    }
    Long prompt = Json.number(usage, "prompt_tokens");
    Long completion = Json.number(usage, "completion_tokens");
    Long total = Json.number(usage, "total_tokens");
    if (prompt == null && completion == null && total == null) {
      return null;
    }
    long promptTokens = Objects.requireNonNullElse(prompt, 0L);
    long completionTokens = Objects.requireNonNullElse(completion, 0L);
    return new Usage(
        promptTokens,
        completionTokens,
        total == null ? promptTokens + completionTokens : total,
        cachedTokens(usage),
        cacheWriteTokens(usage),
        Json.number(usage.path(COMPLETION_DETAILS), "reasoning_tokens"),
        extras(usage));
  }

  private static @Nullable Long cachedTokens(ObjectNode usage) {
    Long cached = Json.number(usage.path(PROMPT_DETAILS), "cached_tokens");
    if (cached == null) {
      cached = Json.number(usage, "prompt_cache_hit_tokens");
    }
    if (cached == null) {
      cached = Json.number(usage, "num_cached_tokens");
    }
    return cached != null
        ? cached
        : Json.number(usage.path("prompt_token_details"), "cached_tokens");
  }

  private static @Nullable Long cacheWriteTokens(ObjectNode usage) {
    Long written = Json.number(usage.path(PROMPT_DETAILS), "cache_write_tokens");
    return written != null
        ? written
        : Json.number(usage.path(PROMPT_DETAILS), "cache_creation_input_tokens");
  }

  private static Map<String, @Nullable Object> extras(ObjectNode usage) {
    Map<String, @Nullable Object> own = Extras.beyond(usage, COUNTS);
    Map<String, @Nullable Object> prompt =
        Extras.beyond(usage.path(PROMPT_DETAILS), KNOWN_PROMPT_DETAILS);
    Map<String, @Nullable Object> completion =
        Extras.beyond(usage.path(COMPLETION_DETAILS), KNOWN_COMPLETION_DETAILS);
    if (prompt.isEmpty() && completion.isEmpty()) {
      return own;
    }
    Map<String, @Nullable Object> extras = new LinkedHashMap<>(own);
    if (!prompt.isEmpty()) {
      extras.put(PROMPT_DETAILS, prompt);
    }
    if (!completion.isEmpty()) {
      extras.put(COMPLETION_DETAILS, completion);
    }
    return extras;
  }
}
