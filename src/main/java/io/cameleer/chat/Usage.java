package io.cameleer.chat;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tokens as the provider reported them, in OpenAI's sense: cached and cache-write tokens are inside
 * {@code promptTokens}, reasoning tokens inside {@code completionTokens}. Null: the provider did
 * not say.
 *
 * @param extras further fields of the provider's usage object, nested ones below their object's
 *     name
 */
public record Usage(
    long promptTokens,
    long completionTokens,
    long totalTokens,
    @Nullable Long cachedTokens,
    @Nullable Long cacheWriteTokens,
    @Nullable Long reasoningTokens,
    Map<String, @Nullable Object> extras) {

  /** Prompt and completion only; the total is their sum. */
  public static Usage of(long promptTokens, long completionTokens) {
    return new Usage(
        promptTokens,
        completionTokens,
        promptTokens + completionTokens,
        null,
        null,
        null,
        Map.of());
  }
}
