package io.cameleer.provider;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A provider's whole answer.
 *
 * @param headers by lower-case name
 * @param body the bytes, possibly empty
 */
public record UpstreamReply(int status, Map<String, String> headers, byte[] body) {

  /** A header by its lower-case name, or null. */
  public @Nullable String header(String name) {
    return headers.get(name);
  }
}
