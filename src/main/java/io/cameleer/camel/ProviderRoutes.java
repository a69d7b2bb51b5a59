package io.cameleer.camel;

import io.cameleer.catalog.Catalog;
import io.cameleer.catalog.CircuitBreakerSettings;
import io.cameleer.catalog.GuardedProvider;
import io.cameleer.catalog.Provider;
import io.cameleer.config.Snapshot;
import io.cameleer.config.SnapshotListener;
import io.cameleer.provider.Dialects;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Makes a route of the template {@code provider} for every provider, so that each has a circuit
 * breaker of its own. A provider that changes gets a new route; calls that began with the provider
 * as it was find its old one for as long as they may last.
 */
final class ProviderRoutes implements SnapshotListener {

  private static final String TEMPLATE = "provider";

  private final CamelContext context;
  private final UpstreamClients clients;
  private final Dialects dialects;
  private final RetiredRoutes retired;
  private final LongSupplier nanoTime;
  private final Map<String, Integer> revisions = new HashMap<>();
  private final Set<ProviderRoute> serving = new HashSet<>();
  private final List<Leaving> leaving = new ArrayList<>();
  private volatile Map<Provider, ProviderRoute> routes = Map.of();

  /** What a route is made of: as long as none of it changes, the route stays. */
  private record Making(
      String provider, String address, Duration connectTimeout, CircuitBreakerSettings breaker) {}

  /**
   * A route.
   *
   * @param name the provider's, and from the second on a number
   */
  private record ProviderRoute(String name, Making making) {
    String id() {
      return TEMPLATE + "-" + name;
    }

    String client() {
      return "upstream-" + name;
    }
  }

  /** Providers that only calls ask which began before a change, and until when that may be. */
  private record Leaving(Set<Provider> providers, long untilNanos) {}

  ProviderRoutes(
      CamelContext context,
      UpstreamClients clients,
      Dialects dialects,
      RetiredRoutes retired,
      LongSupplier nanoTime) {
    this.context = context;
    this.clients = clients;
    this.dialects = dialects;
    this.retired = retired;
    this.nanoTime = nanoTime;
  }

  /** The route to a provider, to be called as {@code direct:} and this name. */
  String routeOf(Provider provider) {
    ProviderRoute route = routes.get(provider);
    if (route == null) {
      throw new IllegalStateException("provider " + provider.name() + " has no route");
    }
    return route.id();
  }

  /** The id of a provider's route, or null where it has none yet. */
  @Nullable String routeOrNull(Provider provider) {
    ProviderRoute route = routes.get(provider);
    return route == null ? null : route.id();
  }

  @Override
  public void prepare(Snapshot next) {
    routes = withRoutesFor(next.catalog(), false);
  }

  @Override
  public void replaced(Snapshot old, Snapshot current) {
    Set<Provider> gone = new HashSet<>(old.catalog().providers());
    current.catalog().providers().forEach(gone::remove);
    long until = nanoTime.getAsLong() + old.settings().retries().callTimeout().toNanos();
    leaving.add(new Leaving(gone, until));
    leaving.forEach(earlier -> current.catalog().providers().forEach(earlier.providers()::remove));
  }

  /**
   * Makes all routes anew, of a template that has changed.
   *
   * @return takes that back
   * @throws IllegalStateException where a route can't be made; then nothing has changed
   */
  Runnable remake(Catalog catalog) {
    Map<Provider, ProviderRoute> before = routes;
    routes = withRoutesFor(catalog, true);
    return () -> routes = before;
  }

  /** Gives up what no call can ask for any more. */
  void sweep() {
    Map<Provider, ProviderRoute> still = new HashMap<>(routes);
    Iterator<Leaving> each = leaving.iterator();
    while (each.hasNext()) {
      Leaving former = each.next();
      if (nanoTime.getAsLong() - former.untilNanos() >= 0) {
        still.keySet().removeAll(former.providers());
        each.remove();
      }
    }
    if (still.size() < routes.size()) {
      routes = Map.copyOf(still);
    }
    Set<ProviderRoute> unused = new HashSet<>(serving);
    unused.removeAll(routes.values());
    unused.forEach(this::retire);
  }

  private void retire(ProviderRoute route) {
    serving.remove(route);
    retired.add(route.id(), () -> context.getRegistry().unbind(route.client()));
  }

  private Map<Provider, ProviderRoute> withRoutesFor(Catalog catalog, boolean anew) {
    Map<Provider, ProviderRoute> now = new HashMap<>(routes);
    List<ProviderRoute> made = new ArrayList<>();
    for (GuardedProvider guarded : catalog.guardedProviders()) {
      Making making = making(guarded);
      ProviderRoute route = anew ? null : existing(making);
      if (route == null) {
        route = new ProviderRoute(nextName(making.provider()), making);
        made.add(route);
        try {
          add(guarded.provider(), route);
        } catch (Exception failed) {
          made.forEach(this::retire);
          throw new IllegalStateException(
              "No route can be made for the provider %s: %s"
                  .formatted(making.provider(), failed.getMessage()),
              failed);
        }
        serving.add(route);
      }
      now.put(guarded.provider(), route);
    }
    return Map.copyOf(now);
  }

  private @Nullable ProviderRoute existing(Making making) {
    return routes.values().stream()
        .filter(route -> route.making().equals(making))
        .findFirst()
        .orElse(null);
  }

  /** A provider's name has no dot, so no two providers can get the same. */
  private String nextName(String provider) {
    int revision = Objects.requireNonNull(revisions.merge(provider, 1, Integer::sum));
    return revision == 1 ? provider : provider + "." + revision;
  }

  private Making making(GuardedProvider guarded) {
    Provider provider = guarded.provider();
    return new Making(
        provider.name(),
        provider.baseUrl() + dialects.named(provider.dialect()).usualPath(),
        provider.timeouts().connect(),
        guarded.circuitBreaker());
  }

  private void add(Provider provider, ProviderRoute route) {
    context.getRegistry().bind(route.client(), clients.forProvider(provider));
    CircuitBreakerSettings breaker = route.making().breaker();
    TemplatedRouteBuilder.builder(context, TEMPLATE)
        .routeId(route.id())
        .parameter("provider", route.name())
        .parameter("address", route.making().address())
        .parameter("window", breaker.window())
        .parameter("minimumCalls", breaker.minimumCalls())
        .parameter("failureRate", breaker.failureRatePercent())
        .parameter("openForSeconds", seconds(breaker.openFor()))
        .parameter("halfOpenCalls", breaker.halfOpenCalls())
        .parameter("slowCallSeconds", seconds(breaker.slowCall()))
        .parameter("slowCallRate", breaker.slowCallRatePercent())
        .add();
  }

  private static long seconds(Duration time) {
    return Math.max(1, time.toSeconds());
  }
}
