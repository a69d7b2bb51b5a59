package io.cameleer.job;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call that is made later.
 *
 * @param customId the client's own name for it, or null
 * @param url where it goes, such as {@code /v1/chat/completions}
 * @param headers what came with it and matters for it, such as a task tag
 * @param body the JSON body, UTF-8; not to be changed
 */
public record JobRequest(
    @Nullable String customId, String url, Map<String, String> headers, byte[] body) {

  public JobRequest {
    headers = Map.copyOf(headers);
  }
}
