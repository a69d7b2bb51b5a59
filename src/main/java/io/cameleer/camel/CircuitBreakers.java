package io.cameleer.camel;

import io.cameleer.attempt.ProviderPermits;
import io.cameleer.catalog.Catalog;
import io.cameleer.catalog.Provider;
import io.cameleer.config.Snapshot;
import io.cameleer.config.SnapshotListener;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.component.resilience4j.ResilienceProcessor;
import org.jspecify.annotations.Nullable;

/** How the providers are: the states of their circuit breakers, and how many calls each has. */
final class CircuitBreakers implements SnapshotListener {

  private static final List<String> STATES = List.of("closed", "half_open", "open");

  private final CamelContext context;
  private final ProviderRoutes routes;
  private final ProviderPermits permits;
  private final Supplier<Catalog> catalog;
  private final MeterRegistry registry;

  CircuitBreakers(
      CamelContext context,
      ProviderRoutes routes,
      ProviderPermits permits,
      Supplier<Catalog> catalog,
      MeterRegistry registry) {
    this.context = context;
    this.routes = routes;
    this.permits = permits;
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
        provider.name(), circuitBreaker(provider), permits.inFlight(provider.name()));
  }

  private String circuitBreaker(Provider provider) {
    @Nullable ResilienceProcessor breaker =
        context.getProcessor(routes.breakerOf(provider), ResilienceProcessor.class);
    // A breaker nobody has called yet has no state.
    @Nullable String state = breaker == null ? null : breaker.getCircuitBreakerState();
    return state == null ? "closed" : state.toLowerCase(Locale.ROOT);
  }

  /** Shows the states of all providers as metrics; those of one that is gone are 0. */
  void show() {
    for (Provider provider : catalog.get().providers()) {
      String name = provider.name();
      for (String state : STATES) {
        Gauge.builder("cameleer.circuit_breaker.state", this, all -> all.is(name, state) ? 1 : 0)
            .description("1 for the state that a provider's circuit breaker is in")
            .tags("gen_ai.provider.name", name, "state", state)
            .register(registry);
      }
      Gauge.builder("cameleer.provider.calls", permits, all -> all.inFlight(name))
          .description("Calls that a provider has at the moment")
          .tags("gen_ai.provider.name", name)
          .register(registry);
    }
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
