package io.cameleer.camel;

import io.cameleer.api.ErrorEnvelope;
import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import io.cameleer.config.ConfigurationProblem;
import io.cameleer.config.InvalidConfigurationException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server of the edge routes. It listens only once all routes are there, speaks HTTP/1.1
 * and HTTP/2 (clear text and, with a certificate, TLS), and answers in the error envelope what no
 * route takes.
 */
final class EdgeServer extends VertxPlatformHttpServer {

  private static final Logger LOGGER = LoggerFactory.getLogger(EdgeServer.class);
  private static final long START_SECONDS = 30;
  private static final Duration HANG_UP_WITHIN = Duration.ofSeconds(1);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(3);

  /** Consumers look for a router of the port they believe in, and then for this one. */
  static final String ROUTER = VertxPlatformHttpRouter.PLATFORM_HTTP_ROUTER_NAME_ZERO;

  private static final int UNSUPPORTED_MEDIA_TYPE = 415;
  private static final Pattern FORM =
      Pattern.compile("application/x-www-form-urlencoded|multipart/", Pattern.CASE_INSENSITIVE);

  /**
   * Where and how to listen.
   *
   * @param certificate path of a PEM certificate chain, or null for no TLS
   * @param privateKey path of its PEM key, or null
   * @param bodyLimit the most bytes of a request
   */
  record Listener(
      String address,
      int port,
      @Nullable String certificate,
      @Nullable String privateKey,
      long bodyLimit) {}

  private final Listener listener;
  private final ListeningSockets sockets;
  private final EdgeTraffic traffic;
  private @Nullable HttpServer server;

  /**
   * Does not listen yet.
   *
   * @param sockets those that the Vert.x of the Camel context listens on
   * @param traffic is told of every connection and request
   */
  EdgeServer(Listener listener, ListeningSockets sockets, EdgeTraffic traffic) {
    super(configuration(listener));
    this.listener = listener;
    this.sockets = sockets;
    this.traffic = traffic;
  }

  private static VertxPlatformHttpServerConfiguration configuration(Listener listener) {
    VertxPlatformHttpServerConfiguration configuration = new VertxPlatformHttpServerConfiguration();
    configuration.setBindHost(listener.address());
    configuration.setBindPort(listener.port());
    configuration.setMaxBodySize(listener.bodyLimit());
    return configuration;
  }

  /**
   * Makes one plain router. Camel's own has another one below it, and takes file uploads, which
   * would leave a folder in the working directory.
   */
  @Override
  protected void initializeServer() {
    Vertx vertx = getVertx();
    Router router = Router.router(vertx);
    router.route().order(Integer.MIN_VALUE).handler(traffic::arrived);
    router.route().last().handler(this::unmatched).failureHandler(this::failed);
    // A path that can't be decoded comes by no route.
    router.errorHandler(400, context -> answer(context, UnreadableRequests.NO_HTTP));
    String type = VertxPlatformHttpRouter.SERVER_TYPE_SERVER;
    BodyHandler bodies = BodyHandler.create(false).setBodyLimit(listener.bodyLimit());
    getCamelContext()
        .getRegistry()
        .bind(
            ROUTER,
            new VertxPlatformHttpRouter(this, vertx, router, ROUTER, type) {
              @Override
              public Handler<RoutingContext> bodyHandler() {
                return context -> readBody(context, bodies);
              }
            });
  }

  /** A form is what curl sends unless told otherwise; read as one, its JSON would be lost. */
  private static void readBody(RoutingContext context, BodyHandler bodies) {
    context.request().resume();
    String type = context.request().getHeader("content-type");
    if (type != null && FORM.matcher(type).lookingAt()) {
      context.fail(UNSUPPORTED_MEDIA_TYPE);
    } else {
      bodies.handle(context);
    }
  }

  /** Routes register themselves before anybody can call: {@link #listen()} comes last. */
  @Override
  protected void startServer() {
    // The port opens later.
  }

  /**
   * Opens the port.
   *
   * @throws InvalidConfigurationException where the port is taken or the certificate can't be read
   */
  void listen() {
    HttpServerOptions options = new HttpServerOptions().setTcpNoDelay(true);
    if (listener.certificate() != null) {
      options
          .setSsl(true)
          .setUseAlpn(true)
          .setKeyCertOptions(
              new PemKeyCertOptions()
                  .setCertPath(listener.certificate())
                  .setKeyPath(listener.privateKey()));
    }
    try {
      server =
          getVertx()
              .createHttpServer(options)
              .connectionHandler(traffic::connected)
              .invalidRequestHandler(new UnreadableRequests())
              .requestHandler(router())
              .listen(listener.port(), listener.address())
              .toCompletionStage()
              .toCompletableFuture()
              .get(START_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException failed) {
      throw cannotListen(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw cannotListen(interrupted);
    }
  }

  private InvalidConfigurationException cannotListen(Exception cause) {
    String reason = cause.getCause() == null ? cause.toString() : cause.getCause().getMessage();
    return new InvalidConfigurationException(
        List.of(
            new ConfigurationProblem(
                "cameleer.server.port",
                null,
                "Cannot listen on %s:%d: %s."
                    .formatted(listener.address(), listener.port(), reason),
                "Set CAMELEER_SERVER_PORT to a port that is free, or check certificate and key.")));
  }

  /** Where it listens, as a URL. */
  String describe() {
    return "%s://%s:%d/v1"
        .formatted(
            listener.certificate() == null ? "http" : "https", listener.address(), getPort());
  }

  /** The port it listens on, which matters where 0 was asked for. */
  @Override
  public int getPort() {
    return server == null ? listener.port() : server.actualPort();
  }

  /** Whether somebody may be connected. */
  boolean listens() {
    return server != null;
  }

  /** Lets nobody connect from now on. What comes on open connections is still answered. */
  void refuseConnections() {
    sockets.close();
  }

  /** Closes the connections, each when what is on its way to the client has left. */
  void disconnect() throws InterruptedException {
    await(traffic.sayGoodbye(), HANG_UP_WITHIN);
    await(traffic.closeConnections(CLOSE_WITHIN), CLOSE_WITHIN);
  }

  private static void await(Future<?> future, Duration longest) throws InterruptedException {
    try {
      var unused =
          future
              .toCompletionStage()
              .toCompletableFuture()
              .get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException slow) {
      // A client that does not read, or hang up: its connection closes with the server.
      LOGGER.debug("Not all connections were closed in time", slow);
    }
  }

  @Override
  protected void stopServer() {
    if (server != null) {
      server.close().toCompletionStage().toCompletableFuture().join();
      server = null;
    }
  }

  private VertxPlatformHttpRouter router() {
    VertxPlatformHttpRouter router = VertxPlatformHttpRouter.lookup(getCamelContext(), ROUTER);
    if (router == null) {
      throw new IllegalStateException("the edge server has no router");
    }
    return router;
  }

  private void unmatched(RoutingContext context) {
    String path = context.normalizedPath();
    List<String> allowed =
        router().getRoutes().stream()
            .filter(route -> path.equals(route.getPath()) && route.methods() != null)
            .flatMap(route -> route.methods().stream())
            .map(HttpMethod::name)
            .toList();
    if (allowed.isEmpty()) {
      answer(context, unknownPath(context));
    } else {
      context.response().putHeader("Allow", String.join(", ", allowed));
      answer(context, methodNotAllowed(context));
    }
  }

  private static Failure unknownPath(RoutingContext context) {
    return Failure.of(
        404,
        "invalid_request_error",
        "unknown_url",
        "Unknown request URL: %s %s. The API lives under /v1, such as POST /v1/chat/completions."
            .formatted(context.request().method(), context.normalizedPath()),
        FailureClass.BAD_REQUEST);
  }

  private static Failure methodNotAllowed(RoutingContext context) {
    return Failure.of(
        405,
        "invalid_request_error",
        "method_not_allowed",
        "%s is not allowed for %s.".formatted(context.request().method(), context.normalizedPath()),
        FailureClass.BAD_REQUEST);
  }

  private void failed(RoutingContext context) {
    answer(
        context,
        switch (context.statusCode()) {
          case 413 ->
              Failure.of(
                  413,
                  "invalid_request_error",
                  "request_too_large",
                  "The request body is larger than %d bytes, the limit of this gateway (cameleer.server.body-limit)."
                      .formatted(listener.bodyLimit()),
                  FailureClass.BAD_REQUEST);
          case UNSUPPORTED_MEDIA_TYPE ->
              Failure.of(
                  UNSUPPORTED_MEDIA_TYPE,
                  "invalid_request_error",
                  "unsupported_media_type",
                  "The request body must be JSON: send the header 'Content-Type:"
                      + " application/json'.",
                  FailureClass.BAD_REQUEST);
          case 400 -> UnreadableRequests.NO_HTTP;
          default ->
              Failure.of(
                  500,
                  "api_error",
                  "internal_error",
                  "The gateway failed to answer.",
                  FailureClass.FAIL_OVER);
        });
  }

  private static void answer(RoutingContext context, Failure failure) {
    HttpServerResponse response = context.response();
    if (!response.headWritten() && !response.closed()) {
      var unused = answer(context.request(), failure);
    }
  }

  /** Answers a request that no route has, in the error envelope. */
  static Future<Void> answer(HttpServerRequest request, Failure failure) {
    return request
        .response()
        .setStatusCode(failure.status())
        .putHeader("Content-Type", "application/json")
        .putHeader("x-request-id", ReceiveRequest.requestId(request))
        .end(Buffer.buffer(ErrorEnvelope.bytes(failure)));
  }
}
