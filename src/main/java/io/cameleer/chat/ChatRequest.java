package io.cameleer.chat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A chat completion request, canonical: OpenAI's format, typed. Typed is what some provider's
 * translation reads; everything else a client sent is in {@code extras} and reaches providers of
 * the OpenAI dialect unchanged.
 *
 * @param model the model or alias as the client named it
 * @param messages the conversation, never empty
 * @param maxTokens the deprecated {@code max_tokens}
 * @param maxCompletionTokens {@code max_completion_tokens}
 * @param modalities what the answer may consist of; empty where the client did not say
 * @param audio how spoken answers shall sound
 * @param metadata the client's labels
 */
public record ChatRequest(
    String model,
    List<Message> messages,
    Tooling tooling,
    Sampling sampling,
    Streaming streaming,
    @Nullable ResponseFormat responseFormat,
    @Nullable ReasoningEffort reasoningEffort,
    @Nullable Integer maxTokens,
    @Nullable Integer maxCompletionTokens,
    @Nullable String verbosity,
    List<String> modalities,
    @Nullable Map<String, @Nullable Object> audio,
    @Nullable String user,
    @Nullable String safetyIdentifier,
    @Nullable String serviceTier,
    @Nullable String promptCacheKey,
    @Nullable Boolean store,
    Map<String, @Nullable Object> metadata,
    Map<String, @Nullable Object> extras) {

  public ChatRequest {
    messages = List.copyOf(messages);
    modalities = List.copyOf(modalities);
  }

  /**
   * The most tokens the answer may have: {@code max_completion_tokens}, else {@code max_tokens},
   * else null.
   */
  public @Nullable Integer outputLimit() {
    return maxCompletionTokens != null ? maxCompletionTokens : maxTokens;
  }

  /** Starts a request with nothing but a model and messages. */
  public static ChatRequestBuilder builder(String model, List<Message> messages) {
    return new ChatRequestBuilder(model, messages);
  }

  /** Starts a changed copy of this request. */
  public ChatRequestBuilder toBuilder() {
    return new ChatRequestBuilder(this);
  }
}
