package io.cameleer.camel.idempotency;

import io.cameleer.job.Idempotency;
import io.cameleer.job.StoreException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives the key up that the exchange holds: its request has failed and may be sent again. */
final class ReleaseKey implements Processor {

  private static final Logger LOGGER = LoggerFactory.getLogger(ReleaseKey.class);

  private final Idempotency idempotency;

  ReleaseKey(Idempotency idempotency) {
    this.idempotency = idempotency;
  }

  @Override
  public void process(Exchange exchange) {
    HeldKey key = HeldKey.of(exchange);
    if (key == null) {
      return;
    }
    HeldKey.letGo(exchange);
    try {
      idempotency.release(key.held());
    } catch (StoreException unreachable) {
      LOGGER.warn("An Idempotency-Key stays taken for now: {}", unreachable.getMessage());
    }
  }
}
