package io.cameleer.routing;

import io.cameleer.catalog.Strategy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** The orders that one call's candidates come in. */
final class Orderings {

  private final CallTraits call;
  private final Health health;
  private final DoubleSupplier random;
  private final Map<String, Integer> placesOfProviders = new HashMap<>();

  Orderings(CallTraits call, Health health, DoubleSupplier random) {
    this.call = call;
    this.health = health;
    this.random = random;
    List<String> listed = call.wishes().order();
    for (int i = 0; i < listed.size(); i++) {
      placesOfProviders.putIfAbsent(listed.get(i), i);
    }
  }

  /**
   * The order of an alias's candidates: what the request wishes, else by the alias's strategy. As
   * at OpenRouter, a wished order holds within an alias; the names of a call are asked in their own
   * order.
   */
  Ordering of(Strategy strategy) {
    Wishes.Sort sort = call.wishes().sort();
    Ordering ordering = sort == null ? byStrategy(strategy) : wished(sort);
    return placesOfProviders.isEmpty()
        ? ordering
        : new ListedProvidersFirst(placesOfProviders, ordering);
  }

  private Ordering byStrategy(Strategy strategy) {
    return switch (strategy) {
      case IN_ORDER -> (alias, options) -> Ordering.asWritten(options);
      case WEIGHTED -> new WeightedOrdering(call.caller(), random);
      case CHEAPEST -> new CheapestOrdering(call);
      case FASTEST -> new FastestOrdering(new FastestOrdering.FirstToken(health), random);
    };
  }

  private Ordering wished(Wishes.Sort sort) {
    return switch (sort) {
      case PRICE -> new CheapestOrdering(call);
      case LATENCY -> new FastestOrdering(new FastestOrdering.FirstToken(health), random);
      case THROUGHPUT -> new FastestOrdering(new FastestOrdering.Throughput(health), random);
    };
  }
}
