package io.cameleer.camel.batches;

import io.cameleer.job.Batch;
import io.cameleer.job.BatchFiles;
import io.cameleer.job.BatchStatus;
import io.cameleer.job.Batches;
import io.cameleer.job.RequestCounts;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The batch in hand is over. */
final class ConcludeBatch implements Processor {

  private static final Logger LOGGER = LoggerFactory.getLogger(ConcludeBatch.class);

  private final Batches batches;

  ConcludeBatch(Batches batches) {
    this.batches = batches;
  }

  @Override
  public void process(Exchange exchange) {
    BatchInHand hand = BatchInHand.of(exchange);
    Batch before = hand.batch();
    Batch after = concluded(before, hand.files(), Instant.now());
    hand.took(batches.replace(before.status(), after), after);
    RequestCounts counts = after.progress().counts();
    LOGGER
        .atInfo()
        .addKeyValue("batch", after.id())
        .addKeyValue("status", after.status().wireName())
        .addKeyValue("total", counts.total())
        .addKeyValue("completed", counts.completed())
        .addKeyValue("failed", counts.failed())
        .log("batch over");
  }

  private static Batch concluded(Batch batch, BatchFiles files, Instant now) {
    if (batch.status() == BatchStatus.CANCELLING) {
      return batch.cancelled(files, now);
    }
    return batch.progress().counts().isDone()
        ? batch.complete(files, now)
        : batch.expire(files, now);
  }
}
