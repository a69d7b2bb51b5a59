package io.cameleer.camel;

import io.cameleer.api.ChatChunkWriter;
import io.cameleer.attempt.ChunkSink;
import io.cameleer.attempt.ClientGoneException;
import io.cameleer.attempt.Provenance;
import io.cameleer.chat.ChatChunk;
import io.cameleer.chat.Failure;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A streamed answer on its way to an HTTP client: each chunk is one write and leaves at once.
 * Written by the call's thread; only the keep-alive comment comes from another, and never in the
 * midst of an event.
 */
final class EventStream implements ChunkSink {

  /**
   * What the client asked to see.
   *
   * @param usage whether the stream ends with a chunk of usage
   * @param legacyFunctions whether tool calls are written as {@code function_call}
   */
  record Form(boolean usage, boolean legacyFunctions) {}

  /** A client that reads nothing for so long is taken for gone. */
  private static final long MAX_STALL_SECONDS = 120;

  private final ClientConnection client;
  private final ChatChunkWriter writer;
  private final ReplyHeaders headers;
  private final Form form;
  private final Set<EventStream> openStreams;
  private volatile long lastWrite;

  EventStream(
      ClientConnection client,
      ChatChunkWriter writer,
      ReplyHeaders headers,
      Form form,
      Set<EventStream> openStreams) {
    this.client = client;
    this.writer = writer;
    this.headers = headers;
    this.form = form;
    this.openStreams = openStreams;
  }

  @Override
  public void open(Provenance provenance, Map<String, String> keptHeaders) {
    HttpServerResponse response = client.response();
    StreamRecording recording = client.recording();
    if (client.gone() && recording == null) {
      throw new ClientGoneException();
    }
    response.setStatusCode(200).setChunked(true);
    keptHeaders.forEach(response::putHeader);
    headers.of(provenance).forEach(response::putHeader);
    headers.forStream().forEach(response::putHeader);
    if (recording != null) {
      Map<String, String> sent = new HashMap<>(keptHeaders);
      sent.putAll(headers.of(provenance));
      sent.putAll(headers.forStream());
      recording.open(sent);
    }
    lastWrite = System.nanoTime();
    openStreams.add(this);
  }

  @Override
  public void chunk(ChatChunk chunk) {
    if (chunk.choices().isEmpty() && chunk.usage() != null && !form.usage()) {
      return;
    }
    write(writer.event(chunk, form.usage(), form.legacyFunctions()));
  }

  @Override
  public void complete() {
    end(ChatChunkWriter.done());
    StreamRecording recording = client.recording();
    if (recording != null) {
      recording.complete();
    }
  }

  @Override
  public void fail(Failure failure) {
    end(ChatChunkWriter.errorEvent(failure));
  }

  /** Sends a comment if nothing else was sent for a while. */
  void keepAlive(long idleNanos) {
    HttpServerResponse response = client.response();
    if (client.gone() || response.ended()) {
      openStreams.remove(this);
    } else if (System.nanoTime() - lastWrite >= idleNanos && !response.writeQueueFull()) {
      lastWrite = System.nanoTime();
      try {
        response.write(Buffer.buffer(ChatChunkWriter.keepAlive()));
      } catch (IllegalStateException endedMeanwhile) {
        openStreams.remove(this);
      }
    }
  }

  private void write(byte[] event) {
    StreamRecording recording = client.recording();
    if (recording != null) {
      recording.event(event);
    }
    if (client.gone()) {
      openStreams.remove(this);
      if (recording != null) {
        return;
      }
      throw new ClientGoneException();
    }
    HttpServerResponse response = client.response();
    response.write(Buffer.buffer(event));
    lastWrite = System.nanoTime();
    if (response.writeQueueFull()) {
      awaitDrain(response);
    }
  }

  private void end(byte[] last) {
    openStreams.remove(this);
    StreamRecording recording = client.recording();
    if (recording != null) {
      recording.event(last);
    }
    if (!client.gone()) {
      client.response().end(Buffer.buffer(last));
    }
  }

  private static void awaitDrain(HttpServerResponse response) {
    CountDownLatch drained = new CountDownLatch(1);
    response.drainHandler(ready -> drained.countDown());
    try {
      if (response.writeQueueFull() && !drained.await(MAX_STALL_SECONDS, TimeUnit.SECONDS)) {
        throw new ClientGoneException();
      }
    } catch (InterruptedException left) {
      Thread.currentThread().interrupt();
      throw new ClientGoneException();
    }
  }
}
