package io.cameleer.sandbox;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.cameleer.api.ChatChunkWriter;
import io.cameleer.chat.ChatChunk;
import io.cameleer.chat.ChatReply;
import io.cameleer.chat.ChatRequest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;

/**
 * Sends an answer as events, one by one, with pauses between them; stops when the client has left.
 */
final class SandboxStream {

  private static final int OK = 200;

  private final ChatChunkWriter writer = new ChatChunkWriter();
  private final HttpExchange exchange;
  private final SandboxPauses pauses;
  private final SandboxModel model;

  SandboxStream(HttpExchange exchange, SandboxPauses pauses, SandboxModel model) {
    this.exchange = exchange;
    this.pauses = pauses;
    this.model = model;
  }

  /**
   * Sends it all, or half of it where the model breaks off.
   *
   * @throws IOException where the client has left or the server closes
   */
  void send(ChatReply reply, ChatRequest request) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "text/event-stream; charset=utf-8");
    headers.set("Cache-Control", "no-cache");
    exchange.sendResponseHeaders(OK, 0);
    OutputStream body = exchange.getResponseBody();
    body.flush();
    pause(pauses.start(model));
    List<ChatChunk> chunks = SandboxChunks.of(reply);
    boolean breaksOff = model == SandboxModel.ERROR_STREAM;
    for (ChatChunk chunk : breaksOff ? chunks.subList(0, chunks.size() / 2) : chunks) {
      boolean legacyFunctions = request.tooling().legacyFunctions();
      write(body, writer.event(chunk, request.streaming().includeUsage(), legacyFunctions));
      if (carriesText(chunk)) {
        pause(pauses.word(model));
      }
    }
    if (!breaksOff) {
      write(body, writer.done());
    }
  }

  private static boolean carriesText(ChatChunk chunk) {
    return !chunk.choices().isEmpty() && chunk.choices().getFirst().delta().hasContent();
  }

  private static void write(OutputStream body, byte[] event) throws IOException {
    body.write(event);
    body.flush();
  }

  /** Waits; a server that closes cuts it short. */
  static void pause(Duration duration) throws InterruptedIOException {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("The sandbox is closing");
    }
  }
}
