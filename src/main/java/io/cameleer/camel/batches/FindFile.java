package io.cameleer.camel.batches;

import io.cameleer.camel.ClientConnection;
import io.cameleer.camel.Variables;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import io.cameleer.job.FileId;
import io.cameleer.job.StoredFiles;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Finds the file that the path names, among those of the client. */
final class FindFile implements Processor {

  private final StoredFiles files;

  FindFile(StoredFiles files) {
    this.files = files;
  }

  @Override
  public void process(Exchange exchange) {
    ClientConnection client = Variables.client(exchange);
    String named = RequestPaths.id(client.request());
    exchange
        .getMessage()
        .setBody(
            FileId.parse(named)
                .flatMap(id -> files.find(client.callerName(), id))
                .orElseThrow(() -> unknown(named)));
  }

  private static CallFailedException unknown(String named) {
    return new CallFailedException(
        new Failure(
            404,
            "invalid_request_error",
            null,
            "id",
            "No such File object: " + named,
            FailureClass.BAD_REQUEST,
            null,
            null));
  }
}
