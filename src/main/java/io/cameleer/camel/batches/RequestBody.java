package io.cameleer.camel.batches;

import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The body of an HTTP request as it arrives, for one thread that may wait. The client is read from
 * no faster than this is read: so much and no more is in memory.
 */
final class RequestBody extends InputStream {

  private static final Logger LOGGER = LoggerFactory.getLogger(RequestBody.class);

  /** Pieces that may have arrived without having been read; each has at most some kilobytes. */
  private static final int PIECES = 32;

  /** A piece of a body, or how it ends. */
  private sealed interface Piece {
    record Data(Buffer bytes) implements Piece {}

    record End() implements Piece {}

    record Broken() implements Piece {}
  }

  private final HttpServerRequest request;
  private final Duration patience;
  private final BlockingQueue<Piece> arrived = new LinkedBlockingQueue<>();
  private @Nullable Buffer current;
  private int position;
  private boolean ended;
  private @Nullable CallFailedException broken;

  /**
   * The body of a request that is paused and has not been read.
   *
   * @param patience how long a client may send nothing
   */
  RequestBody(HttpServerRequest request, Duration patience) {
    this.request = request;
    this.patience = patience;
    try {
      request.exceptionHandler(cut -> arrived.add(new Piece.Broken()));
      request.endHandler(end -> arrived.add(new Piece.End()));
      request.handler(bytes -> arrived.add(new Piece.Data(bytes)));
      fetch(PIECES);
    } catch (IllegalStateException gone) {
      LOGGER.trace("the client has left already", gone);
      arrived.add(new Piece.Broken());
    }
  }

  private void fetch(int pieces) {
    try {
      request.fetch(pieces);
    } catch (IllegalStateException allHasArrived) {
      // Its end is in the queue.
      LOGGER.trace("the body has arrived", allHasArrived);
    }
  }

  @Override
  public int read() throws InterruptedIOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws InterruptedIOException {
    if (length == 0) {
      return 0;
    }
    Buffer bytes = current();
    if (bytes == null) {
      return -1;
    }
    int count = Math.min(length, bytes.length() - position);
    bytes.getBytes(position, position + count, target, offset);
    position += count;
    return count;
  }

  /** Bytes that have not been read, or null at the end. */
  private @Nullable Buffer current() throws InterruptedIOException {
    while (!ended && (current == null || position == current.length())) {
      switch (next()) {
        case Piece.Data data -> {
          current = data.bytes();
          position = 0;
          fetch(1);
        }
        case Piece.End end -> ended = true;
        case Piece.Broken cut ->
            throw broken(
                Failure.badRequest("upload_broken_off", null, "The request's body broke off."));
      }
    }
    return ended ? null : current;
  }

  /** From now on every reader hears of it at once: parsers read on in order to close. */
  private CallFailedException broken(Failure failure) {
    broken = new CallFailedException(failure);
    return broken;
  }

  private Piece next() throws InterruptedIOException {
    if (broken != null) {
      throw broken;
    }
    try {
      Piece next = arrived.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (next != null) {
        return next;
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("The gateway stops.");
    }
    throw broken(
        Failure.of(
            408,
            "invalid_request_error",
            "request_timeout",
            "Nothing more of the request's body came for %d s.".formatted(patience.toSeconds()),
            FailureClass.BAD_REQUEST));
  }
}
