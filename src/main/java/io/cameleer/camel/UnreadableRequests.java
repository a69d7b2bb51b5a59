package io.cameleer.camel;

import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * Answers in the error envelope what is no HTTP, or too much of it before the body, and hangs up:
 * where the next request begins can't be told.
 */
final class UnreadableRequests implements Handler<HttpServerRequest> {

  /** What is said of a request that can't be told to be anything else. */
  static final Failure NO_HTTP =
      Failure.badRequest("bad_request", null, "The request is not valid HTTP.");

  @Override
  public void handle(HttpServerRequest request) {
    request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    EdgeServer.answer(request, failure(request.decoderResult().cause()))
        .onComplete(sent -> request.connection().close());
  }

  private static Failure failure(Throwable cause) {
    return switch (cause) {
      case TooLongHttpLineException ignored ->
          failure(414, "uri_too_long", "The request's first line is too long: shorten the URL.");
      case TooLongHttpHeaderException ignored ->
          failure(
              431, "headers_too_large", "The request's headers are larger than 8 KiB together.");
      default -> NO_HTTP;
    };
  }

  private static Failure failure(int status, String code, String message) {
    return Failure.of(status, "invalid_request_error", code, message, FailureClass.BAD_REQUEST);
  }
}
