package io.cameleer.catalog;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * A configured upstream that is switched on.
 *
 * @param name how the configuration calls it: {@code [a-z0-9-]+}
 * @param dialect the wire format it speaks: {@code openai}, {@code anthropic}, {@code gemini},
 *     {@code deepseek}, {@code mistral} or {@code qwen}
 * @param baseUrl paths are appended to it; no trailing slash
 * @param authentication how the key is sent
 * @param headers further request headers, as configured
 * @param queryParameters appended to every path, such as Azure's {@code api-version}
 * @param timeouts how long to wait for what
 * @param embeddingBatch the most inputs of one embeddings call
 */
public record Provider(
    String name,
    String dialect,
    URI baseUrl,
    Authentication authentication,
    Map<String, String> headers,
    Map<String, String> queryParameters,
    Timeouts timeouts,
    int embeddingBatch) {

  public Provider {
    headers = Map.copyOf(headers);
    queryParameters = Map.copyOf(queryParameters);
  }

  /** Headers and parameters may carry keys, so only their names are shown. */
  @Override
  public String toString() {
    return "Provider[name=%s, dialect=%s, headers=%s, queryParameters=%s]"
        .formatted(name, dialect, headers.keySet(), queryParameters.keySet());
  }

  /**
   * How the key is sent.
   *
   * @param header the request header that carries it
   * @param prefix what stands before it, such as {@code "Bearer "}; empty for the key alone
   * @param key the key; an empty one sends no header
   */
  public record Authentication(String header, String prefix, Secret key) {}

  /**
   * How long to wait.
   *
   * @param connect for a connection
   * @param response for a plain answer
   * @param firstToken for the first content of a streamed one
   * @param tokenGap for each further event of it
   */
  public record Timeouts(
      Duration connect, Duration response, Duration firstToken, Duration tokenGap) {

    /** As patient with each event of a stream as with a whole answer. */
    public Timeouts(Duration connect, Duration response) {
      this(connect, response, response, response);
    }
  }
}
