package io.cameleer.config;

import io.cameleer.catalog.Provider.Authentication;
import io.cameleer.catalog.Secret;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What providers of a dialect expect unless configured otherwise.
 *
 * @param dialect the dialect's name
 * @param header carries the key
 * @param prefix stands before the key
 * @param embeddingBatch the most inputs of one embeddings call
 * @param ownPaths what the dialect appends to a base URL itself
 */
record DialectDefaults(
    String dialect, String header, String prefix, int embeddingBatch, List<String> ownPaths) {

  /** OpenAI, and servers compatible with it. */
  static final DialectDefaults OPENAI = bearer("openai", 2_048);

  private static final List<DialectDefaults> ALL =
      List.of(
          OPENAI,
          new DialectDefaults("anthropic", "x-api-key", "", 2_048, List.of("/v1")),
          new DialectDefaults("gemini", "x-goog-api-key", "", 100, List.of("/v1beta", "/v1")),
          bearer("deepseek", 2_048),
          bearer("mistral", 32),
          bearer("qwen", 10));

  /** Paths of calls: a base URL that ends in one was copied from an example call. */
  private static final List<String> CALL_PATHS =
      List.of("/chat/completions", "/completions", "/embeddings", "/responses", "/messages");

  private static DialectDefaults bearer(String dialect, int embeddingBatch) {
    return new DialectDefaults(dialect, "Authorization", "Bearer ", embeddingBatch, List.of());
  }

  /** The dialect of that name. */
  static Optional<DialectDefaults> named(String name) {
    return ALL.stream().filter(dialect -> dialect.dialect().equals(name)).findFirst();
  }

  /** The names of all dialects. */
  static String names() {
    return ALL.stream().map(DialectDefaults::dialect).collect(Collectors.joining(", "));
  }

  /** How a key is sent. */
  Authentication authentication(Secret key) {
    return new Authentication(header, prefix, key);
  }

  /** The end of a base URL that calls append themselves. */
  Optional<String> superfluousPath(String baseUrl) {
    return Stream.concat(CALL_PATHS.stream(), ownPaths.stream())
        .filter(baseUrl::endsWith)
        .findFirst();
  }
}
