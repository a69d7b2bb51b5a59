package io.cameleer.provider.gemini;

import io.cameleer.chat.ChatRequest;
import org.jspecify.annotations.Nullable;

/** What the client calls the fields of a {@code generateContent} body. */
final class GeminiNames {

  private static final String CONFIG = "generationConfig.";

  private GeminiNames() {}

  /**
   * The client's name of a field.
   *
   * @param path where it stands in the body
   * @return null where the client said nothing of the kind
   */
  static @Nullable String of(String path, ChatRequest request) {
    return path.startsWith(CONFIG) ? inConfig(path.substring(CONFIG.length()), request) : top(path);
  }

  private static @Nullable String inConfig(String path, ChatRequest request) {
    return switch (path) {
      case "topP" -> "top_p";
      case "topK" -> "top_k";
      case "frequencyPenalty" -> "frequency_penalty";
      case "presencePenalty" -> "presence_penalty";
      case "stopSequences" -> "stop";
      case "responseLogprobs" -> "logprobs";
      case "logprobs" -> "top_logprobs";
      case "maxOutputTokens" ->
          request.maxCompletionTokens() == null ? "max_tokens" : "max_completion_tokens";
      case "thinkingConfig.includeThoughts" -> null;
      default ->
          path.startsWith("thinkingConfig")
              ? (request.reasoningEffort() == null ? "google.thinking_config" : "reasoning_effort")
              : path;
    };
  }

  private static @Nullable String top(String path) {
    return switch (path) {
      case "serviceTier" -> "service_tier";
      case "safetySettings" -> "google.safety_settings";
      case "cachedContent" -> "google.cached_content";
      // ids of calls and signatures, at home in the newer models
      default -> path.startsWith("contents[]") ? null : path;
    };
  }
}
