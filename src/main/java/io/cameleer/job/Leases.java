package io.cameleer.job;

import java.time.Duration;

/**
 * Named leases, so that of several gateways one does a task. A lease ends by itself: its holder
 * renews it in time, and stops the task where it could not. The gateways' clocks have to agree to
 * within a fraction of a lease. All methods may be called from any thread and throw {@link
 * StoreException} where the database can't be reached.
 */
public interface Leases {

  /**
   * Takes a lease that is free, or renews one's own.
   *
   * @param name the task
   * @param holder who wants it, unique to this gateway's process
   * @param duration how long it is held unless it is renewed
   * @return whether the holder has it now
   */
  boolean acquire(String name, String holder, Duration duration);

  /** Gives a lease back before its time; without effect on one that somebody else holds. */
  void release(String name, String holder);
}
