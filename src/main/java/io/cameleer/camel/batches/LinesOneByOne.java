package io.cameleer.camel.batches;

import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Makes portions of one line each of the portion that could not be sent. */
final class LinesOneByOne implements Processor {

  @Override
  public void process(Exchange exchange) {
    exchange
        .getMessage()
        .setBody(
            BatchInHand.of(exchange).portion().stream()
                .map(line -> List.of(line.record()))
                .toList());
  }
}
