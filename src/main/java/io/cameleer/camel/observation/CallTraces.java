package io.cameleer.camel.observation;

import io.cameleer.attempt.Call;
import org.jspecify.annotations.Nullable;

/** Gives calls the trace that follows them. */
@FunctionalInterface
public interface CallTraces {

  /** Nobody wants to see traces. */
  CallTraces OFF = (call, surroundings) -> {};

  /** Where the trace that a call belongs to stands, by the names of W3C's headers. */
  @FunctionalInterface
  interface Surroundings {
    /** The value of a header, or null where it is not there. */
    @Nullable String header(String name);
  }

  /**
   * Follows a call from now on.
   *
   * @param surroundings what the call came with
   */
  void follow(Call call, Surroundings surroundings);
}
