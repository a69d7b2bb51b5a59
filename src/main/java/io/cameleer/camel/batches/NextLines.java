package io.cameleer.camel.batches;

import io.cameleer.job.batch.LineJob;
import java.io.IOException;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Makes records of the next lines of the batch in hand, as many as there is room for. */
final class NextLines implements Processor {

  @Override
  public void process(Exchange exchange) throws IOException {
    BatchInHand hand = BatchInHand.of(exchange);
    List<LineJob> portion = hand.lines().next(hand.room());
    hand.sends(portion);
    exchange.getMessage().setBody(portion.stream().map(LineJob::record).toList());
  }
}
