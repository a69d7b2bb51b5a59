package io.cameleer.camel;

import io.cameleer.attempt.Call;
import io.cameleer.attempt.Caller;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/**
 * The connection a call came on. When the client leaves, the call is given up, even while its
 * provider is silent.
 */
final class ClientConnection {

  private final HttpServerRequest request;
  private final Caller caller;
  private final AtomicReference<@Nullable Call> call = new AtomicReference<>();
  private volatile boolean gone;

  ClientConnection(HttpServerRequest request, Caller caller) {
    this.request = request;
    this.caller = caller;
    response().closeHandler(closed -> leave());
    response().exceptionHandler(reset -> leave());
  }

  Caller caller() {
    return caller;
  }

  HttpServerRequest request() {
    return request;
  }

  HttpServerResponse response() {
    return request.response();
  }

  boolean gone() {
    return gone;
  }

  /** From now on the client's leaving ends this call, carried out by the current thread. */
  void carries(Call started) {
    started.carriedOutBy(Thread.currentThread());
    call.set(started);
    if (gone) {
      started.abandon();
    }
  }

  /** Names the request in its answer. */
  void identify(Message answer) {
    answer.setHeader("x-request-id", caller.requestId());
  }

  private void leave() {
    if (response().ended()) {
      // The client has its answer: a connection or an HTTP/2 stream that closes then is the usual
      // end.
      return;
    }
    gone = true;
    Call carried = call.get();
    if (carried != null) {
      carried.abandon();
    }
  }
}
