package io.cameleer.camel.batches;

import io.cameleer.job.Batch;
import io.cameleer.job.Batches;
import io.cameleer.job.Leases;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Takes the batch in the body in hand, unless another gateway has it. */
final class TakeBatch implements Processor {

  private final BatchWatch watch;
  private final Batches batches;
  private final Leases leases;
  private final String holder;

  TakeBatch(BatchWatch watch, Batches batches, Leases leases, String holder) {
    this.watch = watch;
    this.batches = batches;
    this.leases = leases;
    this.holder = holder;
  }

  @Override
  public void process(Exchange exchange) {
    Batch batch = exchange.getMessage().getBody(Batch.class);
    BatchLease lease =
        new BatchLease(leases, "batch:" + batch.id().value(), holder, watch.pace().lease());
    BatchInHand hand = BatchInHand.begin(exchange, batch, watch, lease);
    hand.take();
    // Somebody may have moved it on between the look at it and now.
    batches.find(batch.id()).ifPresent(hand::is);
  }
}
