package io.cameleer.camel.batches;

import io.cameleer.api.ListQuery;
import io.cameleer.camel.ClientConnection;
import io.cameleer.camel.Variables;
import io.cameleer.job.FileQuery;
import io.cameleer.job.StoredFiles;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Lists the client's files, as the query asks. */
final class ListFiles implements Processor {

  private final StoredFiles files;

  ListFiles(StoredFiles files) {
    this.files = files;
  }

  @Override
  public void process(Exchange exchange) {
    ClientConnection client = Variables.client(exchange);
    String caller = client.callerName();
    FileQuery query = new ListQuery(client.request()::getParam).files();
    if (query.after() != null && files.find(caller, query.after()).isEmpty()) {
      throw ListQuery.noSuchPlace();
    }
    exchange.getMessage().setBody(files.list(caller, query));
  }
}
