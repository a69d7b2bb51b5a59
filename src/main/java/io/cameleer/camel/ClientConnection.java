package io.cameleer.camel;

import io.cameleer.attempt.Call;
import io.cameleer.attempt.Caller;
import io.cameleer.catalog.GatewayKey;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import io.cameleer.routing.Surroundings;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/**
 * The connection a call came on. When the client leaves, the call is given up, even while its
 * provider is silent.
 */
public final class ClientConnection {

  private final HttpServerRequest request;
  private Caller caller;
  private final AtomicReference<@Nullable Call> call = new AtomicReference<>();
  private volatile boolean gone;
  private volatile @Nullable StreamRecording recording;

  ClientConnection(HttpServerRequest request, Caller caller) {
    this.request = request;
    this.caller = caller;
    response().closeHandler(closed -> leave());
    response().exceptionHandler(reset -> leave());
  }

  /** Who calls. */
  public Caller caller() {
    return caller;
  }

  /** Whose jobs, files and answers a client may see: its key's name, empty where it has none. */
  public String callerName() {
    return Objects.requireNonNullElse(caller.surroundings().caller(), "");
  }

  /** What the client's headers say about its call. */
  void wishes(Caller stated) {
    caller = stated;
  }

  /**
   * The client has shown this key.
   *
   * @throws CallFailedException where the key's owner must not go where the call has to stay
   */
  void identifiedBy(GatewayKey key) {
    Surroundings stated = caller.surroundings();
    caller =
        new Caller(
            caller.requestId(),
            new Surroundings(
                stated.tags(),
                key.caller(),
                CommonRegions.of(key.regions(), stated.regions(), "with this key")),
            caller.rejectUnsupported(),
            caller.background(),
            caller.timeLimit(),
            caller.startedAt());
  }

  /** The request. */
  public HttpServerRequest request() {
    return request;
  }

  /** The response, which may be under way already. */
  public HttpServerResponse response() {
    return request.response();
  }

  /** Whether the client has left. */
  public boolean gone() {
    return gone;
  }

  /** From now on the client's leaving ends this call. */
  void carries(Call started) {
    call.set(started);
    if (gone && recording == null) {
      started.abandon();
    }
  }

  /**
   * From now on the call goes on to its end if the client leaves, and a streamed answer is recorded
   * for it.
   */
  public void record(StreamRecording answer) {
    recording = answer;
  }

  /** What records a streamed answer, or null: nothing, and the call ends when the client leaves. */
  @Nullable StreamRecording recording() {
    return recording;
  }

  /** Names the request in its answer. */
  public void identify(Message answer) {
    answer.setHeader("x-request-id", caller.requestId());
  }

  /** The call ends now if it is still under way, and the client is told why. */
  void breakOff(Failure reason) {
    Call carried = call.get();
    if (carried != null) {
      carried.stop(reason);
    }
  }

  private void leave() {
    if (response().ended()) {
      // The client has its answer: a connection or an HTTP/2 stream that closes then is the usual
      // end.
      return;
    }
    gone = true;
    Call carried = call.get();
    if (carried != null && recording == null) {
      carried.abandon();
    }
  }
}
