package io.cameleer.camel.batches;

import io.cameleer.job.Leases;
import java.time.Duration;

/** The right to move a batch on, which one gateway has at a time. For one thread. */
final class BatchLease {

  private final Leases leases;
  private final String task;
  private final String holder;
  private final Duration duration;
  private long renewAt;

  BatchLease(Leases leases, String task, String holder, Duration duration) {
    this.leases = leases;
    this.task = task;
    this.holder = holder;
    this.duration = duration;
  }

  /** Takes it, if nobody else has it. */
  boolean take() {
    renewAt = System.nanoTime() + duration.toNanos() / 3;
    return leases.acquire(task, holder, duration);
  }

  /**
   * Keeps it; to be called now and then.
   *
   * @throws BatchElsewhereException where it was lost
   */
  void keep() {
    if (System.nanoTime() - renewAt >= 0 && !take()) {
      throw new BatchElsewhereException();
    }
  }

  /** Gives it back. */
  void release() {
    leases.release(task, holder);
  }
}
