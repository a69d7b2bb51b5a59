package io.cameleer.camel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.json.Json;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Says whether calls can be served: status 200 once all routes run, and 503 before and while
 * shutting down.
 */
final class ReportReady implements Processor {

  private static final int UNAVAILABLE = 503;

  @Override
  public void process(Exchange exchange) {
    boolean ready = exchange.getContext().getStatus().isStarted();
    ObjectNode report = Json.object().put("status", ready ? "ready" : "not-ready");
    if (!ready) {
      exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, UNAVAILABLE);
    }
    exchange.getMessage().setBody(report);
  }
}
