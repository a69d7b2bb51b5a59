package io.cameleer.camel;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumerAware;
import org.apache.camel.impl.engine.DefaultShutdownStrategy;
import org.apache.camel.spi.RouteStartupOrder;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Suspends a route as its replacement by another one wants it: it takes nothing new, and what it
 * has begun goes on. Camel itself would wait for that to end, and break it off after a while. An
 * edge route goes on taking requests until its successor does ({@link EdgeConsumer#giveWay}).
 */
final class HandOverStrategy extends DefaultShutdownStrategy {

  @Override
  public void suspend(
      CamelContext context, List<RouteStartupOrder> routes, long timeout, TimeUnit unit) {
    for (RouteStartupOrder order : routes) {
      Consumer consumer = order.getRoute().getConsumer();
      if (!(consumer instanceof PlatformHttpConsumerAware)) {
        ServiceHelper.suspendService(consumer);
      }
    }
  }
}
