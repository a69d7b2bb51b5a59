package io.cameleer.camel.batches;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/**
 * Makes an {@link IncomingUpload} of a request whose body has not been read, and sees to it that
 * the body is out of the way in the end, whatever becomes of the request.
 */
final class ExpectUpload implements Processor {

  private final Vertx vertx;

  ExpectUpload(Vertx vertx) {
    this.vertx = vertx;
  }

  @Override
  public void process(Exchange exchange) {
    HttpServerRequest request = exchange.getMessage(HttpMessage.class).getRequest();
    IncomingUpload upload = new IncomingUpload(request, vertx);
    exchange.getExchangeExtension().addOnCompletion(upload);
    exchange.getMessage().setBody(upload);
  }
}
