package io.cameleer.camel.batches;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.io.InputStream;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An upload whose body has not been read: what the route has instead of the body. */
final class IncomingUpload extends SynchronizationAdapter {

  private static final Logger LOGGER = LoggerFactory.getLogger(IncomingUpload.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** So long the rest of a refused upload is taken, that the client gets to read the answer. */
  private static final Duration LINGER = Duration.ofSeconds(10);

  private final HttpServerRequest request;
  private final Vertx vertx;

  IncomingUpload(HttpServerRequest request, Vertx vertx) {
    this.request = request;
    this.vertx = vertx;
  }

  /** What it says it is, or null. */
  @Nullable String contentType() {
    return request.getHeader("content-type");
  }

  /** How many bytes it says it has, or -1. */
  long contentLength() {
    String length = request.getHeader("content-length");
    return length == null ? -1 : Long.parseLong(length);
  }

  /** Its body; to be asked for once. */
  InputStream body() {
    if ("100-continue".equalsIgnoreCase(request.getHeader("expect"))) {
      request.response().writeContinue();
    }
    return new RequestBody(request, PATIENCE);
  }

  /** Once it is answered: what has not been read would be in the way of the next request. */
  @Override
  public void onDone(Exchange exchange) {
    if (request.isEnded()) {
      return;
    }
    try {
      request.exceptionHandler(broken -> {}).handler(rest -> {}).resume();
      vertx.setTimer(LINGER.toMillis(), late -> breakOff());
    } catch (IllegalStateException endedMeanwhile) {
      LOGGER.trace("the upload has arrived after all", endedMeanwhile);
    }
  }

  private void breakOff() {
    if (request.isEnded()) {
      return;
    }
    if (request.version() == HttpVersion.HTTP_2) {
      request.response().reset();
    } else {
      request.connection().close();
    }
  }
}
