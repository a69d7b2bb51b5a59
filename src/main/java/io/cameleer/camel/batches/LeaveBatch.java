package io.cameleer.camel.batches;

import io.cameleer.job.StoreException;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the batch in hand down, however its route went. */
final class LeaveBatch implements Processor {

  private static final Logger LOGGER = LoggerFactory.getLogger(LeaveBatch.class);

  @Override
  public void process(Exchange exchange) {
    try {
      BatchInHand.of(exchange).leave();
    } catch (StoreException | IOException ended) {
      LOGGER.debug("the lease of a batch ends by itself", ended);
    }
  }
}
