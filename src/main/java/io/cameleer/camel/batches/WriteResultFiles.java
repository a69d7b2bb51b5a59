package io.cameleer.camel.batches;

import io.cameleer.job.batch.ResultFiles;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Writes the output and the error file of the batch in hand. */
final class WriteResultFiles implements Processor {

  private final ResultFiles files;

  WriteResultFiles(ResultFiles files) {
    this.files = files;
  }

  @Override
  public void process(Exchange exchange) throws IOException {
    BatchInHand hand = BatchInHand.of(exchange);
    hand.wrote(files.write(hand.batch(), hand::keep));
  }
}
