package io.cameleer.camel.batches;

import io.cameleer.camel.ClientConnection;
import io.cameleer.camel.Variables;
import io.cameleer.job.ContentStorage;
import io.cameleer.job.StoredFile;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Sends the content of the file in the body, as fast as the client takes it. A piece of it is in
 * memory. Nothing is left in the body: the answer is on its way.
 */
final class SendContent implements Processor {

  private static final int PIECE_BYTES = 64 * 1024;

  /** A client that reads nothing for so long is taken for gone. */
  private static final long MAX_STALL_SECONDS = 120;

  private final ContentStorage contents;

  SendContent(ContentStorage contents) {
    this.contents = contents;
  }

  @Override
  public void process(Exchange exchange) throws IOException, InterruptedException {
    StoredFile file = exchange.getMessage().getBody(StoredFile.class);
    ClientConnection client = Variables.client(exchange);
    try (InputStream content = contents.open(file.id())) {
      open(client, file);
      send(content, client);
    } finally {
      exchange.getMessage().setBody(null);
    }
  }

  private static void open(ClientConnection client, StoredFile file) {
    client
        .response()
        .putHeader("Content-Type", "application/octet-stream")
        .putHeader("Content-Length", Long.toString(file.bytes()))
        .putHeader("Content-Disposition", Filenames.attachment(file.filename()))
        .putHeader("x-request-id", client.caller().requestId());
  }

  private static void send(InputStream content, ClientConnection client)
      throws IOException, InterruptedException {
    HttpServerResponse response = client.response();
    try {
      byte[] piece = content.readNBytes(PIECE_BYTES);
      while (piece.length > 0 && !client.gone()) {
        response.write(Buffer.buffer(piece));
        awaitRoom(client);
        piece = content.readNBytes(PIECE_BYTES);
      }
      if (!client.gone()) {
        response.end();
      }
    } catch (IOException | InterruptedException broken) {
      // The client must not take a part for the whole.
      response.reset();
      throw broken;
    }
  }

  private static void awaitRoom(ClientConnection client) throws IOException, InterruptedException {
    HttpServerResponse response = client.response();
    if (!response.writeQueueFull()) {
      return;
    }
    CountDownLatch drained = new CountDownLatch(1);
    response.drainHandler(ready -> drained.countDown());
    long seconds = 0;
    while (response.writeQueueFull() && !client.gone() && !drained.await(1, TimeUnit.SECONDS)) {
      if (++seconds >= MAX_STALL_SECONDS) {
        throw new IOException("The client does not read the file.");
      }
    }
  }
}
