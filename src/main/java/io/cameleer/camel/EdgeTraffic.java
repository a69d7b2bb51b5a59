package io.cameleer.camel;

import io.cameleer.chat.Failure;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The connections of the edge server and the requests on them that are not answered yet: what it
 * takes to stop without breaking an answer off.
 */
final class EdgeTraffic implements MeterBinder {

  /** Of HTTP/2: RFC 9113, section 7. */
  private static final int NO_ERROR = 0;

  private final Map<HttpConnection, Promise<Void>> connections = new ConcurrentHashMap<>();
  private final Set<HttpConnection> multiplexed = ConcurrentHashMap.newKeySet();
  private final Map<HttpServerRequest, Optional<ClientConnection>> requests =
      new ConcurrentHashMap<>();
  private final CountDownLatch idle = new CountDownLatch(1);
  private volatile boolean closing;
  private volatile boolean awaitingIdle;

  /** Somebody has connected. */
  void connected(HttpConnection connection) {
    Promise<Void> end = Promise.promise();
    connections.put(connection, end);
    connection.closeHandler(closed -> {
      connections.remove(connection);
      multiplexed.remove(connection);
      end.tryComplete();
    });
  }

  /** A request has come; once connections close, its answer is the last one on its own. */
  void arrived(RoutingContext context) {
    HttpServerRequest request = context.request();
    requests.put(request, Optional.empty());
    if (request.version() == HttpVersion.HTTP_2) {
      // What has been written leaves on the connection's own thread: behind it, this is the end.
      Context connection = context.vertx().getOrCreateContext();
      context.addEndHandler(ended -> connection.runOnContext(left -> answered(request)));
      multiplexed.add(request.connection());
    } else {
      context.addEndHandler(ended -> answered(request));
      if (closing) {
        context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      }
    }
    context.next();
  }

  /** The gateway knows whose request it is. */
  void identified(HttpServerRequest request, ClientConnection client) {
    requests.replace(request, Optional.of(client));
  }

  private void answered(HttpServerRequest request) {
    requests.remove(request);
    if (closing && request.version() != HttpVersion.HTTP_2) {
      // Once the answer has left.
      var unused = request.connection().close();
    }
    if (awaitingIdle && requests.isEmpty()) {
      idle.countDown();
    }
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("cameleer.requests.in.flight", requests, Map::size)
        .description("Requests over HTTP that are not answered yet")
        .register(registry);
  }

  /** How many requests are not answered yet. */
  int inFlight() {
    return requests.size();
  }

  /** From now on each connection closes with its next answer. */
  void closeConnectionsAfterAnswer() {
    closing = true;
  }

  /**
   * Waits until every request has been answered.
   *
   * @return whether that is so; if not, the time is over
   */
  boolean awaitIdle(Duration longest) throws InterruptedException {
    awaitingIdle = true;
    if (requests.isEmpty()) {
      idle.countDown();
    }
    return idle.await(longest.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ends the calls that are still under way, and tells their clients why. */
  void breakOff(Failure reason) {
    requests.values().forEach(known -> known.ifPresent(client -> client.breakOff(reason)));
  }

  /**
   * Tells HTTP/2 clients that nothing more will come. Until they have hung up they may be reading:
   * some forget what they have received as soon as the connection ends.
   *
   * @return done when all of them have
   */
  Future<?> sayGoodbye() {
    List<Future<Void>> ends =
        multiplexed.stream()
            .map(connection -> {
              connection.goAway(NO_ERROR);
              Promise<Void> end = connections.get(connection);
              return end == null ? Future.<Void>succeededFuture() : end.future();
            })
            .toList();
    return Future.join(ends);
  }

  /**
   * Closes the connections, each when what is on its way to the client has left. To be called when
   * nothing is in flight: what is written on an HTTP/2 connection that closes may be lost.
   *
   * @param longest for HTTP/2 clients that begin something at the very end
   */
  Future<?> closeConnections(Duration longest) {
    return Future.join(
        connections.keySet().stream()
            .map(connection ->
                multiplexed.contains(connection)
                    ? connection.shutdown(longest.toMillis(), TimeUnit.MILLISECONDS)
                    : connection.close())
            .toList());
  }
}
