package io.cameleer.camel;

import io.cameleer.api.ChatChunkWriter;
import io.cameleer.attempt.ChunkSink;
import io.cameleer.chat.ChatRequest;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The event streams to clients that are open now. A stream that has been idle for a while gets a
 * comment.
 */
final class EventStreams implements AutoCloseable, MeterBinder {

  private static final Duration CHECK_EVERY = Duration.ofSeconds(1);

  private final ChatChunkWriter writer;
  private final ReplyHeaders headers;
  private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
  private final Vertx vertx;
  private final long timer;

  /**
   * Starts with none.
   *
   * @param keepAliveAfter how long a stream may be idle before it gets a comment
   */
  EventStreams(Vertx vertx, ChatChunkWriter writer, ReplyHeaders headers, Duration keepAliveAfter) {
    this.vertx = vertx;
    this.writer = writer;
    this.headers = headers;
    long idleNanos = keepAliveAfter.toNanos();
    timer =
        vertx.setPeriodic(
            Math.min(CHECK_EVERY.toMillis(), keepAliveAfter.toMillis()),
            tick -> open.forEach(stream -> stream.keepAlive(idleNanos)));
  }

  /** A stream for this client; nothing is sent before the first content. */
  ChunkSink open(ClientConnection client, ChatRequest request) {
    return new EventStream(
        client,
        writer,
        headers,
        new EventStream.Form(
            request.streaming().includeUsage(), request.tooling().legacyFunctions()),
        open);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("cameleer.streams.open", open, Set::size)
        .description("Streamed answers that are under way to HTTP clients")
        .register(registry);
  }

  @Override
  public void close() {
    vertx.cancelTimer(timer);
  }
}
