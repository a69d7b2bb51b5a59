package io.cameleer.job;

/**
 * What the call answered: the {@code response} of a line in OpenAI's batch output.
 *
 * @param statusCode the HTTP status a REST client would have got
 * @param requestId names the call in logs
 * @param body the JSON body, UTF-8; not to be changed
 */
public record JobResponse(int statusCode, String requestId, byte[] body) {

  /** Whether the status is a 2xx. */
  public boolean isSuccess() {
    return statusCode >= 200 && statusCode < 300;
  }
}
