package io.cameleer.job;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When a batch reached which state.
 *
 * @param createdAt when it was created, which is when validating began
 * @param expiresAt when its time is up
 * @param reached every other state it has reached, with the time
 */
public record BatchTimes(Instant createdAt, Instant expiresAt, Map<BatchStatus, Instant> reached) {

  public BatchTimes {
    reached = Map.copyOf(reached);
  }

  /** Of a batch that is new. */
  public static BatchTimes from(Instant createdAt, Instant expiresAt) {
    return new BatchTimes(createdAt, expiresAt, Map.of());
  }

  /** When the batch reached this state, or null where it has not. */
  public @Nullable Instant at(BatchStatus status) {
    return status == BatchStatus.VALIDATING ? createdAt : reached.get(status);
  }

  BatchTimes with(BatchStatus status, Instant at) {
    Map<BatchStatus, Instant> extended = new EnumMap<>(BatchStatus.class);
    extended.putAll(reached);
    extended.put(status, at);
    return new BatchTimes(createdAt, expiresAt, extended);
  }
}
