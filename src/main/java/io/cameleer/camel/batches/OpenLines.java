package io.cameleer.camel.batches;

import io.cameleer.job.ContentStorage;
import io.cameleer.job.batch.BatchLimits;
import io.cameleer.job.batch.BatchLines;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Opens the input file of the batch in hand at the first line that has not been sent. */
final class OpenLines implements Processor {

  private final ContentStorage contents;
  private final BatchLimits limits;

  OpenLines(ContentStorage contents, BatchLimits limits) {
    this.contents = contents;
    this.limits = limits;
  }

  @Override
  public void process(Exchange exchange) throws IOException {
    BatchInHand hand = BatchInHand.of(exchange);
    hand.opened(BatchLines.of(hand.batch(), contents, limits));
  }
}
