package io.cameleer.job.topic;

import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.job.JobId;
import io.cameleer.job.JobOrigin;
import org.jspecify.annotations.Nullable;

/**
 * A job as a record says it.
 *
 * @param id names the job for good
 * @param key the key that its result has; not to be changed
 * @param origin how it came in
 * @param customId the sender's own name for it
 * @param terms what the record's headers say
 * @param event the CloudEvent it came as, or null: its result comes in the same form
 * @param endpoint what it calls
 * @param body the request
 */
public record ReceivedJob(
    JobId id,
    byte[] key,
    JobOrigin origin,
    String customId,
    JobTerms terms,
    @Nullable CloudEvent event,
    JobEndpoint endpoint,
    JsonNode body) {

  /**
   * The same, further on in its trace.
   *
   * @param parent what its result says in {@code traceparent}
   * @param state what it says in {@code tracestate}, or null for nothing
   */
  public ReceivedJob inTrace(String parent, @Nullable String state) {
    return new ReceivedJob(
        id, key, origin, customId, terms.inTrace(parent, state), event, endpoint, body);
  }

  /** The same with another body. */
  public ReceivedJob withBody(JsonNode other) {
    return new ReceivedJob(id, key, origin, customId, terms, event, endpoint, other);
  }
}
