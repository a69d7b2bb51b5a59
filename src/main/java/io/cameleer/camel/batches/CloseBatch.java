package io.cameleer.camel.batches;

import io.cameleer.job.Batch;
import io.cameleer.job.BatchStatus;
import io.cameleer.job.Batches;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** From now on the batch in hand takes no more results: its counts are final. */
final class CloseBatch implements Processor {

  private final Batches batches;

  CloseBatch(Batches batches) {
    this.batches = batches;
  }

  @Override
  public void process(Exchange exchange) {
    BatchInHand hand = BatchInHand.of(exchange);
    Batch batch = hand.batch();
    if (batch.status() == BatchStatus.IN_PROGRESS) {
      Batch finalizing = batch.finalizing(Instant.now());
      hand.took(batches.replace(batch.status(), finalizing), finalizing);
    } else {
      batches.close(batch.id());
    }
    batches.find(batch.id()).ifPresent(hand::is);
  }
}
