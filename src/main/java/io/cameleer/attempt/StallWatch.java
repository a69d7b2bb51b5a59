package io.cameleer.attempt;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Gives up on providers that are silent for too long. It looks at all waiting calls some times a
 * second, which is far cheaper than a timer for every read of every stream.
 */
public final class StallWatch implements AutoCloseable {

  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  private final Set<ProviderWait> watched = ConcurrentHashMap.newKeySet();
  private final ScheduledFuture<?> looking;

  /** Watches from now on, on this timer. */
  public StallWatch(ScheduledExecutorService timer) {
    long period = LOOK_EVERY.toMillis();
    looking = timer.scheduleWithFixedDelay(this::look, period, period, TimeUnit.MILLISECONDS);
  }

  void join(ProviderWait wait) {
    watched.add(wait);
  }

  void leave(ProviderWait wait) {
    watched.remove(wait);
  }

  @Override
  public void close() {
    looking.cancel(false);
  }

  private void look() {
    long now = System.nanoTime();
    watched.forEach(wait -> wait.endIfTooLong(now));
  }
}
