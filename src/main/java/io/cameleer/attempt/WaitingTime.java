package io.cameleer.attempt;

/**
 * How long a call has waited for providers: time in which at least one of its attempts, or a pause
 * between two, was waiting. Thread-safe.
 */
final class WaitingTime {

  private int waiting;
  private long since;
  private long total;

  synchronized void begin() {
    if (waiting++ == 0) {
      since = System.nanoTime();
    }
  }

  synchronized void end() {
    if (--waiting == 0) {
      total += System.nanoTime() - since;
    }
  }

  synchronized long nanos() {
    return waiting == 0 ? total : total + System.nanoTime() - since;
  }
}
