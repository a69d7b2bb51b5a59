package io.cameleer.camel.batches;

import io.cameleer.camel.ClientConnection;
import io.cameleer.camel.Variables;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import io.cameleer.job.BatchId;
import io.cameleer.job.Batches;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Finds the batch that the path names, among those of the client. */
final class FindBatch implements Processor {

  private final Batches batches;

  FindBatch(Batches batches) {
    this.batches = batches;
  }

  @Override
  public void process(Exchange exchange) {
    ClientConnection client = Variables.client(exchange);
    String named = RequestPaths.id(client.request());
    exchange
        .getMessage()
        .setBody(
            BatchId.parse(named)
                .flatMap(id -> batches.find(client.callerName(), id))
                .orElseThrow(() -> unknown(named)));
  }

  private static CallFailedException unknown(String named) {
    return new CallFailedException(
        Failure.of(
            404,
            "invalid_request_error",
            null,
            "No batch found with id '" + named + "'.",
            FailureClass.BAD_REQUEST));
  }
}
