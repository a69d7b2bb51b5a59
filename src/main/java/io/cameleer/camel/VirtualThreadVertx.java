package io.cameleer.camel;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.impl.VertxBuilder;
import java.util.concurrent.Executors;

/**
 * Vert.x whose workers are virtual threads, so that a call may wait for its provider as long as it
 * must.
 */
final class VirtualThreadVertx {

  private VirtualThreadVertx() {}

  /** A new instance that listens on these sockets; whoever makes it closes it. */
  static Vertx create(ListeningSockets sockets) {
    return new VertxBuilder(
            new VertxOptions().setEventLoopPoolSize(Runtime.getRuntime().availableProcessors()))
        .executorServiceFactory((threadFactory, concurrency, maxConcurrency) ->
            Executors.newVirtualThreadPerTaskExecutor())
        .findTransport(sockets)
        .init()
        .vertx();
  }
}
