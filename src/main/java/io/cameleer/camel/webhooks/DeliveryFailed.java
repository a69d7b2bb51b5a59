package io.cameleer.camel.webhooks;

import io.cameleer.job.StoreException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * There was no answer. Where the database can't be reached nothing is noted: the webhook is due
 * again when its lease is over.
 */
final class DeliveryFailed implements Processor {

  private static final Logger LOGGER = LoggerFactory.getLogger(DeliveryFailed.class);

  private final Deliveries deliveries;

  DeliveryFailed(Deliveries deliveries) {
    this.deliveries = deliveries;
  }

  @Override
  public void process(Exchange exchange) {
    Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    if (cause instanceof StoreException unreachable) {
      LOGGER.warn("Webhooks wait for the database: {}", unreachable.getMessage());
    } else {
      deliveries.failed(DeliveryState.of(exchange), cause.toString());
    }
  }
}
