package io.cameleer.camel.webhooks;

import io.cameleer.job.WebhookOutbox.Delivery;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Goes by the status of the answer: 2xx, it was taken; 410, nobody wants it any more; all else, it
 * may be taken later.
 */
final class NoteDelivery implements Processor {

  private static final int GONE = 410;

  private final Deliveries deliveries;

  NoteDelivery(Deliveries deliveries) {
    this.deliveries = deliveries;
  }

  @Override
  public void process(Exchange exchange) {
    Delivery delivery = DeliveryState.of(exchange);
    int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, int.class);
    if (status >= 200 && status < 300) {
      deliveries.delivered(delivery);
    } else if (status == GONE) {
      deliveries.giveUp(delivery, "status 410");
    } else {
      deliveries.failed(delivery, "status " + status);
    }
  }
}
