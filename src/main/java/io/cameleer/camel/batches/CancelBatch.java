package io.cameleer.camel.batches;

import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import io.cameleer.job.Batch;
import io.cameleer.job.BatchStatus;
import io.cameleer.job.Batches;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Cancels the batch in the body. One that is being cancelled stays so. */
final class CancelBatch implements Processor {

  private final Batches batches;
  private final OpenBatchMemory open;

  CancelBatch(Batches batches, OpenBatchMemory open) {
    this.batches = batches;
    this.open = open;
  }

  @Override
  public void process(Exchange exchange) {
    Batch batch = exchange.getMessage().getBody(Batch.class);
    while (batch.status() != BatchStatus.CANCELLING && !cancel(batch)) {
      batch = batches.find(batch.id()).orElseThrow();
    }
    open.close(batch.id());
    exchange.getMessage().setBody(batches.find(batch.id()).orElseThrow());
  }

  /** Whether it is done; not so where the batch has moved on meanwhile. */
  private boolean cancel(Batch batch) {
    if (!batch.status().canBecome(BatchStatus.CANCELLING)) {
      throw new CallFailedException(
          Failure.of(
              409,
              "invalid_request_error",
              null,
              "Cannot cancel a batch with status '" + batch.status().wireName() + "'.",
              FailureClass.BAD_REQUEST));
    }
    return batches.replace(batch.status(), batch.cancel(Instant.now()));
  }
}
