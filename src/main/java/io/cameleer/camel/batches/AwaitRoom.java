package io.cameleer.camel.batches;

import io.cameleer.job.Batches;
import io.cameleer.job.RequestCounts;
import io.cameleer.job.batch.BatchPace;
import io.cameleer.job.batch.BatchTask;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Waits until so many lines of the batch in hand have ended that more may be sent, or until nothing
 * more is to be sent: so a batch that is cancelled has little on its way, and no batch stands in
 * front of all others.
 */
final class AwaitRoom implements Processor {

  private final Batches batches;
  private final BatchPace pace;

  AwaitRoom(Batches batches, BatchPace pace) {
    this.batches = batches;
    this.pace = pace;
  }

  @Override
  public void process(Exchange exchange) throws InterruptedException {
    BatchInHand hand = BatchInHand.of(exchange);
    int room = room(hand);
    while (room <= 0 && hand.due() == BatchTask.SEND) {
      Thread.sleep(pace.look());
      room = room(hand);
    }
    hand.hasRoom(hand.due() == BatchTask.SEND ? Math.min(room, pace.portion()) : 0);
  }

  private int room(BatchInHand hand) {
    hand.keep();
    batches.find(hand.batch().id()).ifPresent(hand::is);
    RequestCounts counts = hand.batch().progress().counts();
    int underWay = hand.lines().requests() - counts.completed() - counts.failed();
    return pace.ahead() - underWay;
  }
}
