package io.cameleer.camel.batches;

import io.cameleer.api.ListQuery;
import io.cameleer.camel.ClientConnection;
import io.cameleer.camel.Variables;
import io.cameleer.job.BatchId;
import io.cameleer.job.Batches;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Lists the client's batches, as the query asks. */
final class ListBatches implements Processor {

  private final Batches batches;

  ListBatches(Batches batches) {
    this.batches = batches;
  }

  @Override
  public void process(Exchange exchange) {
    ClientConnection client = Variables.client(exchange);
    String caller = client.callerName();
    ListQuery query = new ListQuery(client.request()::getParam);
    BatchId after = query.afterBatch();
    if (after != null && batches.find(caller, after).isEmpty()) {
      throw ListQuery.noSuchPlace();
    }
    exchange.getMessage().setBody(batches.list(caller, after, query.batchLimit()));
  }
}
