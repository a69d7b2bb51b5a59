package io.cameleer.camel.batches;

import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something went wrong with the batch in hand: it is left alone for a while, then tried again. */
final class BatchSetback implements Processor {

  private static final Logger LOGGER = LoggerFactory.getLogger(BatchSetback.class);

  private final BatchWatch watch;

  BatchSetback(BatchWatch watch) {
    this.watch = watch;
  }

  @Override
  public void process(Exchange exchange) {
    Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    BatchInHand hand = BatchInHand.of(exchange);
    if (cause instanceof InterruptedException || watch.stopping()) {
      return;
    }
    Duration pause = watch.failed(hand.batch().id());
    LOGGER.warn(
        "Batch {} can't go on and is tried again in {} s",
        hand.batch().id(),
        pause.toSeconds(),
        cause);
  }
}
