package io.cameleer.attempt;

import io.cameleer.catalog.ConcurrencyLimit;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * How many calls each provider has at the moment. A full provider is passed over: nobody queues for
 * it. Background work can't take up the share that is left to interactive calls.
 */
public final class ProviderPermits {

  private final ConcurrentMap<String, InFlight> providers = new ConcurrentHashMap<>();

  /**
   * Asks for a permit.
   *
   * @param background whether the call is background work
   * @return the permit, to be released when the attempt has ended, or null where the provider is
   *     full
   */
  @Nullable Permit tryAcquire(String provider, ConcurrencyLimit limit, boolean background) {
    InFlight inFlight = providers.get(provider);
    if (inFlight == null) {
      inFlight = providers.computeIfAbsent(provider, name -> new InFlight());
    }
    if (background && !inFlight.enter(inFlight.background, limit.backgroundCalls())) {
      return null;
    }
    if (!inFlight.enter(inFlight.all, limit.calls())) {
      if (background) {
        inFlight.background.decrementAndGet();
      }
      return null;
    }
    return new Permit(inFlight, background);
  }

  /** How many calls a provider has now. */
  public int inFlight(String provider) {
    InFlight inFlight = providers.get(provider);
    return inFlight == null ? 0 : inFlight.all.get();
  }

  private record InFlight(AtomicInteger all, AtomicInteger background) {

    InFlight() {
      this(new AtomicInteger(), new AtomicInteger());
    }

    private boolean enter(AtomicInteger count, int limit) {
      if (count.incrementAndGet() <= limit) {
        return true;
      }
      count.decrementAndGet();
      return false;
    }
  }

  /** The right to one attempt; released once. */
  static final class Permit {

    private final InFlight inFlight;
    private final boolean background;

    private Permit(InFlight inFlight, boolean background) {
      this.inFlight = inFlight;
      this.background = background;
    }

    void release() {
      inFlight.all.decrementAndGet();
      if (background) {
        inFlight.background.decrementAndGet();
      }
    }
  }
}
