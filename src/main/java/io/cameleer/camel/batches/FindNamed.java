package io.cameleer.camel.batches;

import io.cameleer.camel.ClientConnection;
import io.cameleer.camel.Variables;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import io.cameleer.job.BatchId;
import io.cameleer.job.Batches;
import io.cameleer.job.FileId;
import io.cameleer.job.StoredFiles;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Finds what the path names, among what is the client's. */
final class FindNamed implements Processor {

  private final BiFunction<String, String, Optional<?>> find;
  private final Function<String, Failure> unknown;

  private FindNamed(
      BiFunction<String, String, Optional<?>> find, Function<String, Failure> unknown) {
    this.find = find;
    this.unknown = unknown;
  }

  /** Finds a batch. */
  static FindNamed batch(Batches batches) {
    return new FindNamed(
        (caller, named) -> BatchId.parse(named).flatMap(id -> batches.find(caller, id)),
        named ->
            Failure.of(
                404,
                "invalid_request_error",
                null,
                "No batch found with id '" + named + "'.",
                FailureClass.BAD_REQUEST));
  }

  /** Finds a file. */
  static FindNamed file(StoredFiles files) {
    return new FindNamed(
        (caller, named) -> FileId.parse(named).flatMap(id -> files.find(caller, id)),
        named ->
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

  @Override
  public void process(Exchange exchange) {
    ClientConnection client = Variables.client(exchange);
    String named = RequestPaths.id(client.request());
    Object found =
        find.apply(client.callerName(), named)
            .orElseThrow(() -> new CallFailedException(unknown.apply(named)));
    exchange.getMessage().setBody(found);
  }
}
