package io.cameleer.camel.webhooks;

import io.cameleer.job.WebhookOutbox.Delivery;
import org.apache.camel.Exchange;

/** Which webhook an exchange delivers. */
final class DeliveryState {

  private static final String DELIVERY = "delivery";

  private DeliveryState() {}

  static void keep(Exchange exchange, Delivery delivery) {
    exchange.setVariable(DELIVERY, delivery);
  }

  static Delivery of(Exchange exchange) {
    Delivery delivery = exchange.getVariable(DELIVERY, Delivery.class);
    if (delivery == null) {
      throw new IllegalStateException("the exchange delivers no webhook");
    }
    return delivery;
  }
}
