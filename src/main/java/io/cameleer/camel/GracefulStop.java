package io.cameleer.camel;

import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;

/**
 * Lets what is in flight end when the gateway stops, while everything it needs is still there:
 * routes, providers, database, Kafka.
 */
final class GracefulStop implements ApplicationListener<ContextClosedEvent>, Ordered {

  private static final Logger LOGGER = LoggerFactory.getLogger(GracefulStop.class);

  private final Supplier<List<StopPart>> parts;
  private volatile boolean underWay;

  /** Stops these, which are asked for at the end only. */
  GracefulStop(Supplier<List<StopPart>> parts) {
    this.parts = parts;
  }

  /** Whether the gateway is about to stop. */
  boolean underWay() {
    return underWay;
  }

  @Override
  public void onApplicationEvent(ContextClosedEvent closing) {
    underWay = true;
    List<StopPart> stopping = parts.get();
    stopping.forEach(StopPart::begin);
    try {
      for (StopPart part : stopping) {
        part.await();
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      LOGGER.warn("The gateway stops without waiting for what is in flight");
    }
  }

  /** Before Camel hears of the end, and after {@link LiveReload}. */
  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE + 1;
  }
}
