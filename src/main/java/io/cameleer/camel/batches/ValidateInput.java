package io.cameleer.camel.batches;

import io.cameleer.job.Batch;
import io.cameleer.job.Batches;
import io.cameleer.job.batch.Validation;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Reads and checks the input file of the batch in hand. */
final class ValidateInput implements Processor {

  private final Validation validation;
  private final Batches batches;

  ValidateInput(Validation validation, Batches batches) {
    this.validation = validation;
    this.batches = batches;
  }

  @Override
  public void process(Exchange exchange) throws IOException {
    BatchInHand hand = BatchInHand.of(exchange);
    Batch before = hand.batch();
    Batch after = validation.validate(before, hand::keep);
    hand.took(batches.replace(before.status(), after), after);
  }
}
