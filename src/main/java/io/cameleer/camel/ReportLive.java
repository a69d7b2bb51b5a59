package io.cameleer.camel;

import io.cameleer.json.Json;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Says that the process is alive. */
final class ReportLive implements Processor {

  @Override
  public void process(Exchange exchange) {
    exchange.getMessage().setBody(Json.object().put("status", "live"));
  }
}
