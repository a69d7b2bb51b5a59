package io.cameleer.attempt;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A call's wait for its provider, which can be cut short from outside: by the {@link StallWatch}
 * when the provider is silent for too long, or because the client has left. Cutting it short
 * interrupts the call's thread, which closes the provider's connection in whatever phase it is.
 */
public final class ProviderWait {

  private static final long NOT_WAITING = 0;

  private final StallWatch watch;
  private volatile @Nullable Thread thread;
  private volatile long since = NOT_WAITING;
  private volatile boolean stalled;
  private long patienceNanos = Long.MAX_VALUE;

  /** A wait that this watch looks after. */
  public ProviderWait(StallWatch watch) {
    this.watch = watch;
  }

  /** Binds the wait to the thread that waits. */
  void of(Thread waiting) {
    thread = waiting;
  }

  /** A request goes out. */
  void begin(Duration patience) {
    if (thread == null) {
      thread = Thread.currentThread();
    }
    patienceNanos = patience.toNanos();
    stalled = false;
    since = System.nanoTime();
    watch.join(this);
  }

  /** Something arrived, and is dealt with before more of it is waited for. */
  public void pause() {
    since = NOT_WAITING;
  }

  /** The next bytes are waited for. */
  public void resume() {
    since = System.nanoTime();
  }

  /** The answer is here, or never will be. */
  void end() {
    since = NOT_WAITING;
    watch.leave(this);
    if (stalled) {
      // Interrupting was how the wait was cut short; what comes next must not feel it.
      Thread.interrupted();
    }
  }

  /** The call has ended: nobody waits any more. */
  void over() {
    thread = null;
  }

  /** Whether the wait was cut short because the provider was silent for too long. */
  boolean stalled() {
    return stalled;
  }

  /** Ends the wait if it has lasted for too long. */
  void endIfStalled(long now) {
    long waitingSince = since;
    if (waitingSince != NOT_WAITING && now - waitingSince > patienceNanos) {
      stalled = true;
      interrupt();
    }
  }

  /** Ends the wait. */
  void interrupt() {
    Thread waiting = thread;
    if (waiting != null) {
      waiting.interrupt();
    }
  }
}
