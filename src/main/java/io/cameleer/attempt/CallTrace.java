package io.cameleer.attempt;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows one call, so that somebody can see later what became of it: the call itself and each of
 * its attempts. Called on the threads that carry them out; of two attempts beside each other, at
 * the same time.
 */
public interface CallTrace {

  /** Nobody wants to see it. */
  CallTrace NONE =
      new CallTrace() {
        @Override
        public void begun(OngoingAttempt attempt) {}

        @Override
        public void ended(OngoingAttempt attempt, Attempt result) {}

        @Override
        public void settled(Call call, Provenance provenance) {}

        @Override
        public Map<String, String> headersFor(OngoingAttempt attempt) {
          return Map.of();
        }

        @Override
        public @Nullable TraceContext context() {
          return null;
        }
      };

  /** An attempt begins. */
  void begun(OngoingAttempt attempt);

  /** An attempt that had begun has ended. */
  void ended(OngoingAttempt attempt, Attempt result);

  /** The call has ended, and all its attempts before it. */
  void settled(Call call, Provenance provenance);

  /**
   * What tells an attempt's provider that its part belongs to the trace: headers by name; empty
   * where it shall not know.
   */
  Map<String, String> headersFor(OngoingAttempt attempt);

  /** How others go on with the trace from this call, or null where there is none. */
  @Nullable TraceContext context();
}
