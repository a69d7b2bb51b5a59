package io.cameleer.camel;

import io.cameleer.api.ModelListWriter;
import io.cameleer.catalog.Catalog;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Answers with the one model or alias that the path names; its id may contain slashes. */
final class FindModel implements Processor {

  private static final String LIST = "/v1/models";

  private final Supplier<Catalog> catalog;
  private final ModelListWriter writer;

  FindModel(Supplier<Catalog> catalog, ModelListWriter writer) {
    this.catalog = catalog;
    this.writer = writer;
  }

  @Override
  public void process(Exchange exchange) {
    ClientConnection client = Variables.client(exchange);
    String id = requestedId(client.request());
    exchange
        .getMessage()
        .setBody(
            catalog.get().listModels().stream()
                .filter(entry -> entry.id().equals(id))
                .findFirst()
                .map(entry -> writer.model(ListModels.listed(entry)))
                .orElseThrow(() -> unknown(id)));
    client.identify(exchange.getMessage());
  }

  /** Whether a request's path goes on below that of the list. */
  static boolean isNamed(Exchange exchange) {
    return !requestedId(Variables.client(exchange).request()).isEmpty();
  }

  private static String requestedId(HttpServerRequest request) {
    String path = request.path();
    if (path == null || path.length() <= LIST.length()) {
      return "";
    }
    String rest = path.substring(LIST.length());
    return URLDecoder.decode(
        rest.startsWith("/") ? rest.substring(1) : rest, StandardCharsets.UTF_8);
  }

  private static CallFailedException unknown(String id) {
    return new CallFailedException(
        new Failure(
            404,
            "invalid_request_error",
            "model_not_found",
            "model",
            "The model '%s' does not exist here. GET /v1/models lists those that do.".formatted(id),
            FailureClass.BAD_REQUEST,
            null,
            null));
  }
}
