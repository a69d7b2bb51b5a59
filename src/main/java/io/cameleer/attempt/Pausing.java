package io.cameleer.attempt;

/**
 * Told when a call waits before its next attempt, so that its place can be used by another
 * meanwhile.
 */
public interface Pausing {

  /** Nobody is told. */
  Pausing UNNOTICED =
      new Pausing() {
        @Override
        public void begin(Runnable abandon) {}

        @Override
        public void end() {}
      };

  /**
   * A wait begins.
   *
   * @param abandon ends it, and the call, at once; may be run by any thread
   */
  void begin(Runnable abandon);

  /** The wait is over; returns when the call may go on, or throws where it must not. */
  void end();
}
