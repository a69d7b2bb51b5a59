package io.cameleer.provider;

import java.util.Map;

/**
 * An HTTP POST to a provider. The key and the provider's configured headers are added by whoever
 * sends it.
 *
 * @param path what follows the provider's base URL, such as {@code /chat/completions}, query
 *     included
 * @param headers headers the dialect needs beside {@code Content-Type: application/json}
 * @param body JSON, UTF-8
 * @param streamed whether the answer is a stream of events
 */
public record UpstreamRequest(
    String path, Map<String, String> headers, byte[] body, boolean streamed) {
  public UpstreamRequest {
    headers = Map.copyOf(headers);
  }
}
