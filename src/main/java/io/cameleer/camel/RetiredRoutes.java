package io.cameleer.camel;

import java.time.Duration;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Routes that get no new calls: each is removed when its last one has ended. */
final class RetiredRoutes {

  private static final Logger LOGGER = LoggerFactory.getLogger(RetiredRoutes.class);

  /** A call that has just been sent to a route is not counted as its own yet. */
  private static final long GRACE_NANOS = Duration.ofSeconds(2).toNanos();

  private final CamelContext context;
  private final LongSupplier nanoTime;
  private final Queue<Retired> retired = new ConcurrentLinkedQueue<>();

  private record Retired(String routeId, long since, Runnable afterwards) {}

  RetiredRoutes(CamelContext context, LongSupplier nanoTime) {
    this.context = context;
    this.nanoTime = nanoTime;
  }

  /**
   * Takes a route over.
   *
   * @param afterwards run when it has been removed
   */
  void add(String routeId, Runnable afterwards) {
    retired.add(new Retired(routeId, nanoTime.getAsLong(), afterwards));
  }

  /** Removes the routes whose calls have ended. */
  void sweep() {
    Iterator<Retired> each = retired.iterator();
    while (each.hasNext()) {
      Retired route = each.next();
      boolean idle =
          nanoTime.getAsLong() - route.since() > GRACE_NANOS
              && context.getInflightRepository().size(route.routeId()) == 0;
      if (idle) {
        each.remove();
        remove(route);
      }
    }
  }

  private void remove(Retired route) {
    try {
      remove(context, route.routeId());
      route.afterwards().run();
    } catch (Exception failed) {
      LOGGER.warn("The retired route {} can't be removed", route.routeId(), failed);
    }
  }

  /** Removes a route, with its calls if there are any. */
  static void remove(CamelContext context, String routeId) throws Exception {
    ModelCamelContext model = (ModelCamelContext) context;
    RouteDefinition definition = model.getRouteDefinition(routeId);
    if (definition != null) {
      model.removeRouteDefinition(definition);
    }
  }
}
