package io.cameleer.camel;

import io.cameleer.attempt.ProviderStates;
import io.cameleer.catalog.Catalog;
import io.cameleer.catalog.GuardedProvider;
import io.cameleer.catalog.Provider;
import io.cameleer.config.Snapshot;
import io.cameleer.config.SnapshotListener;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.component.resilience4j.ResilienceProcessor;
import org.jspecify.annotations.Nullable;

/**
 * How the providers are: the states of their circuit breakers, how many calls each has, how many of
 * its models are left alone.
 */
final class CircuitBreakers implements SnapshotListener {

  private static final List<String> STATES = List.of("closed", "half_open", "open");

  private final CamelContext context;
  private final ProviderRoutes routes;
  private final ProviderStates providers;
  private final Supplier<Catalog> catalog;
  private final MeterRegistry registry;

  /** The providers whose states are shown; a provider that comes back is the same one there. */
  private final Set<String> shown = ConcurrentHashMap.newKeySet();

  CircuitBreakers(
      CamelContext context,
      ProviderRoutes routes,
      ProviderStates providers,
      Supplier<Catalog> catalog,
      MeterRegistry registry) {
    this.context = context;
    this.routes = routes;
    this.providers = providers;
    this.catalog = catalog;
    this.registry = registry;
  }

  /**
   * A provider's state now.
   *
   * @param circuitBreaker {@code closed}, {@code half_open} or {@code open}
   * @param inFlight how many calls it has
   */
  record ProviderState(String provider, String circuitBreaker, int inFlight) {}

  /** All providers that are switched on, in configured order. */
  List<ProviderState> states() {
    return catalog.get().providers().stream().map(this::state).toList();
  }

  private ProviderState state(Provider provider) {
    return new ProviderState(
        provider.name(), circuitBreaker(provider), providers.permits().inFlight(provider.name()));
  }

  private String circuitBreaker(Provider provider) {
    ResilienceProcessor breaker = breaker(routes.routeOrNull(provider));
    // A breaker nobody has called yet has no state.
    @Nullable String state = breaker == null ? null : breaker.getCircuitBreakerState();
    return state == null ? "closed" : state.toLowerCase(Locale.ROOT);
  }

  /** Found by its type: Camel makes the ids of a template's steps unique with a number. */
  private @Nullable ResilienceProcessor breaker(@Nullable String routeId) {
    @Nullable Route route = routeId == null ? null : context.getRoute(routeId);
    if (route != null) {
      for (Processor step : route.filter("*")) {
        if (step instanceof ResilienceProcessor breaker) {
          return breaker;
        }
      }
    }
    return null;
  }

  /** Shows the states of all providers as metrics; those of one that is gone are 0. */
  void show() {
    for (Provider provider : catalog.get().providers()) {
      String name = provider.name();
      if (shown.add(name)) {
        show(name);
      }
    }
  }

  private void show(String name) {
    for (String state : STATES) {
      Gauge.builder("cameleer.circuit_breaker.state", this, all -> all.is(name, state) ? 1 : 0)
          .description("1 for the state that a provider's circuit breaker is in")
          .tags("gen_ai.provider.name", name, "state", state)
          .register(registry);
    }
    gauge(
        "cameleer.provider.calls",
        "Calls that a provider has at the moment",
        name,
        all -> all.providers.permits().inFlight(name));
    gauge(
        "cameleer.provider.permits",
        "How many calls a provider may have at once",
        name,
        all -> all.permits(name));
    gauge(
        "cameleer.cool_downs",
        "Models of a provider that are left alone for now",
        name,
        all -> all.providers.coolDowns().resting(name));
  }

  private void gauge(
      String metric, String description, String provider, ToIntFunction<CircuitBreakers> figure) {
    Gauge.builder(metric, this, figure::applyAsInt)
        .description(description)
        .tags("gen_ai.provider.name", provider)
        .register(registry);
  }

  private int permits(String provider) {
    GuardedProvider guarded = catalog.get().guarded(provider);
    return guarded == null ? 0 : guarded.limit().calls();
  }

  @Override
  public void prepare(Snapshot next) {
    // Shown is what is in force.
  }

  @Override
  public void replaced(Snapshot old, Snapshot current) {
    show();
  }

  private boolean is(String provider, String state) {
    return catalog
        .get()
        .provider(provider)
        .map(found -> circuitBreaker(found).equals(state))
        .orElse(false);
  }
}
