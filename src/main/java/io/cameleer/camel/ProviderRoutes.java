package io.cameleer.camel;

import io.cameleer.catalog.Catalog;
import io.cameleer.catalog.CircuitBreakerSettings;
import io.cameleer.catalog.GuardedProvider;
import io.cameleer.catalog.Provider;
import io.cameleer.provider.Dialects;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;

/**
 * Makes a route of the template {@code provider} for every provider, so that each has a circuit
 * breaker of its own.
 */
final class ProviderRoutes {

  private final UpstreamClients clients;
  private final Dialects dialects;

  ProviderRoutes(UpstreamClients clients, Dialects dialects) {
    this.clients = clients;
    this.dialects = dialects;
  }

  /** Adds the routes of all providers of a catalogue. */
  void add(CamelContext context, Catalog catalog) {
    for (GuardedProvider guarded : catalog.guardedProviders()) {
      add(context, guarded.provider(), guarded.circuitBreaker());
    }
  }

  /** Where most requests go, for the route's endpoint. */
  private String address(Provider provider) {
    return provider.baseUrl() + dialects.named(provider.dialect()).usualPath();
  }

  private void add(CamelContext context, Provider provider, CircuitBreakerSettings breaker) {
    context.getRegistry().bind("upstream-" + provider.name(), clients.forProvider(provider));
    TemplatedRouteBuilder.builder(context, "provider")
        .routeId("provider-" + provider.name())
        .parameter("provider", provider.name())
        .parameter("address", address(provider))
        .parameter("window", breaker.window())
        .parameter("minimumCalls", breaker.minimumCalls())
        .parameter("failureRate", breaker.failureRatePercent())
        .parameter("openForSeconds", Math.max(1, breaker.openFor().toSeconds()))
        .parameter("halfOpenCalls", breaker.halfOpenCalls())
        .add();
  }
}
