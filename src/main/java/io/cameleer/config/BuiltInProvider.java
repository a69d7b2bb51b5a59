package io.cameleer.config;

import java.util.List;

/**
 * A provider that needs nothing but its key.
 *
 * @param name its name, and its dialect's
 * @param baseUrl where it is unless configured otherwise
 * @param baseUrlVariable the well-known environment variable of its base URL
 * @param keyVariables the well-known environment variables of its key, first choice first
 */
record BuiltInProvider(
    String name, String baseUrl, String baseUrlVariable, List<String> keyVariables) {

  /** All of them. */
  static final List<BuiltInProvider> ALL =
      List.of(
          of("openai", "https://api.openai.com/v1", "OPENAI"),
          of("anthropic", "https://api.anthropic.com", "ANTHROPIC"),
          new BuiltInProvider(
              "gemini",
              "https://generativelanguage.googleapis.com",
              "GEMINI_BASE_URL",
              List.of("GEMINI_API_KEY", "GOOGLE_API_KEY")),
          of("deepseek", "https://api.deepseek.com", "DEEPSEEK"),
          of("mistral", "https://api.mistral.ai/v1", "MISTRAL"),
          of("qwen", "https://dashscope-intl.aliyuncs.com/compatible-mode/v1", "DASHSCOPE"));

  private static BuiltInProvider of(String name, String baseUrl, String variables) {
    return new BuiltInProvider(
        name, baseUrl, variables + "_BASE_URL", List.of(variables + "_API_KEY"));
  }

  /** Whether one has that name. */
  static boolean exists(String name) {
    return ALL.stream().anyMatch(provider -> provider.name().equals(name));
  }
}
