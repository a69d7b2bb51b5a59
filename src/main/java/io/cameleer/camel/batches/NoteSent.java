package io.cameleer.camel.batches;

import io.cameleer.job.BatchProgress.Sent;
import io.cameleer.job.Batches;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Notes how far the lines of the batch in hand are on their way, so that none has to go twice. */
final class NoteSent implements Processor {

  private final Batches batches;

  NoteSent(Batches batches) {
    this.batches = batches;
  }

  @Override
  public void process(Exchange exchange) {
    BatchInHand hand = BatchInHand.of(exchange);
    Sent sent = new Sent(hand.lines().throughLine(), hand.lines().complete());
    batches.sent(hand.batch().id(), sent);
    hand.sent(sent);
  }
}
