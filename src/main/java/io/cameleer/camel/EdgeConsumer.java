package io.cameleer.camel;

import io.vertx.core.Handler;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumerAware;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConsumer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.jspecify.annotations.Nullable;

/**
 * Where an edge route begins. When the route is replaced, new requests go to its successor, and the
 * requests it has taken are answered by it.
 */
final class EdgeConsumer extends VertxPlatformHttpConsumer {

  private List<Route> registered = List.of();
  private volatile @Nullable EdgeConsumer successor;

  EdgeConsumer(
      PlatformHttpEndpoint endpoint, Processor processor, List<Handler<RoutingContext>> handlers) {
    super(endpoint, processor, handlers, EdgeServer.ROUTER);
  }

  /** The edge consumer that a route begins with, or null where it begins otherwise. */
  static @Nullable EdgeConsumer of(org.apache.camel.Route route) {
    return route.getConsumer() instanceof PlatformHttpConsumerAware aware
            && aware.getPlatformHttpConsumer() instanceof EdgeConsumer edge
        ? edge
        : null;
  }

  /** Several may be registered for one path; the first of them is asked. */
  @Override
  protected void doStart() throws Exception {
    VertxPlatformHttpRouter router =
        VertxPlatformHttpRouter.lookup(getEndpoint().getCamelContext(), EdgeServer.ROUTER);
    List<Route> before = router == null ? List.of() : router.getRoutes();
    super.doStart();
    registered =
        router == null
            ? List.of()
            : router.getRoutes().stream().filter(route -> !before.contains(route)).toList();
  }

  /**
   * Takes no new requests from now on.
   *
   * @param next gets the requests whose body is still arriving; null where the route is gone for
   *     good
   */
  void giveWay(@Nullable EdgeConsumer next) {
    successor = next;
    registered.forEach(Route::remove);
  }

  @Override
  protected void handleRequest(RoutingContext request) {
    EdgeConsumer next = successor;
    if (next == null) {
      super.handleRequest(request);
    } else {
      next.handleRequest(request);
    }
  }
}
