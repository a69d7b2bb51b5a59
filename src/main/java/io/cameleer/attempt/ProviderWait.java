package io.cameleer.attempt;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An attempt's wait for its provider, which can be cut short from outside: by the {@link
 * StallWatch} when the provider is silent for too long or the call's time is up, because the client
 * has left, or because another candidate was sooner. Cutting it short interrupts the attempt's
 * thread, which closes the provider's connection in whatever phase it is.
 */
public final class ProviderWait {

  private static final long NOT_WAITING = 0;

  /** Why a wait was cut short by the watch. */
  enum Verdict {
    /** It was not. */
    NONE,
    /** The provider was silent for too long. */
    STALLED,
    /** The call's own time was up. */
    OVERDUE
  }

  private final StallWatch watch;
  private final long deadline;
  private @Nullable Thread thread;
  private volatile long since = NOT_WAITING;
  private volatile long patienceNanos;
  private volatile Verdict verdict = Verdict.NONE;
  private long patienceForFirstNanos;
  private long patienceBetweenNanos;
  private long beganAt;

  /**
   * A wait that this watch looks after.
   *
   * @param deadline {@link System#nanoTime()} when the call's time is up
   */
  ProviderWait(StallWatch watch, long deadline) {
    this.watch = watch;
    this.deadline = deadline;
  }

  /**
   * A request goes out from this thread.
   *
   * @param first how long to wait until the answer begins
   * @param between how long for each further piece of it
   */
  void begin(Duration first, Duration between) {
    patienceForFirstNanos = first.toNanos();
    patienceBetweenNanos = between.toNanos();
    patienceNanos = patienceForFirstNanos;
    beganAt = System.nanoTime();
    since = beganAt;
    bind(Thread.currentThread());
    watch.join(this);
  }

  /** Something arrived, and is dealt with before more of it is waited for. */
  public void pause() {
    since = NOT_WAITING;
  }

  /**
   * The next bytes are waited for.
   *
   * @param begun whether the answer has begun; signs of life before do not prolong the wait for it
   */
  public void resume(boolean begun) {
    patienceNanos = begun ? patienceBetweenNanos : patienceForFirstNanos;
    since = begun ? System.nanoTime() : beganAt;
  }

  /** The answer is here, or never will be. From now on nothing interrupts the thread. */
  void end() {
    since = NOT_WAITING;
    watch.leave(this);
    bind(null);
  }

  /** Whether and why the watch cut the wait short. */
  Verdict verdict() {
    return verdict;
  }

  /** Ends the wait if it has lasted for too long. */
  void endIfTooLong(long now) {
    long waitingSince = since;
    if (waitingSince == NOT_WAITING) {
      return;
    }
    if (now - deadline >= 0) {
      verdict = Verdict.OVERDUE;
      interrupt();
    } else if (now - waitingSince > patienceNanos) {
      verdict = Verdict.STALLED;
      interrupt();
    }
  }

  /** Ends the wait, if there still is one. */
  synchronized void interrupt() {
    if (thread != null) {
      thread.interrupt();
    }
  }

  /** Under the same lock as interrupting, so that no interrupt comes after the end. */
  private synchronized void bind(@Nullable Thread waiting) {
    thread = waiting;
  }
}
