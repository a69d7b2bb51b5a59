package io.cameleer.camel;

import io.cameleer.chat.CallFailedException;
import io.cameleer.provider.Failures;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Message;
import org.apache.hc.core5.http.io.EofSensorInputStream;

/**
 * A provider's answer as it arrives. Closed before its end, it drops the connection: to read on to
 * the end would make the provider write, and bill, what nobody wants.
 */
final class UpstreamBody extends FilterInputStream {

  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final int MAX_READ_OFF = 64 * 1024;

  /** Up to this size a length is believed before the bytes have arrived. */
  private static final int USUAL_ANSWER = 1024 * 1024;

  private volatile boolean ended;

  private UpstreamBody(InputStream in) {
    super(in);
  }

  /** The body of a message that the HTTP component has filled; empty where there is none. */
  static UpstreamBody of(Message message) {
    Object body = message.getBody();
    return new UpstreamBody(
        body instanceof InputStream stream ? stream : InputStream.nullInputStream());
  }

  /**
   * Reads the whole of an answer.
   *
   * @param length how long it says it is, or -1
   * @param limit the most bytes it may have
   * @throws CallFailedException where it has more
   */
  byte[] readWhole(int length, int limit) throws IOException {
    if (length < 0 || length > USUAL_ANSWER) {
      byte[] bytes = readNBytes(limit);
      if (bytes.length == limit) {
        throw new CallFailedException(
            Failures.badGateway("The provider's answer is larger than %d bytes.".formatted(limit)));
      }
      return bytes;
    }
    // Read into place; the further read finds the end, which frees the connection.
    byte[] bytes = new byte[length];
    int count = readNBytes(bytes, 0, length);
    ended |= read() < 0;
    return count == length ? bytes : Arrays.copyOf(bytes, count);
  }

  /**
   * Reads off what is left after the end of an answer, since only a connection that was read to its
   * end serves the next call. A provider that goes on for long loses it.
   */
  void readOff(ScheduledExecutorService timer) {
    if (ended) {
      return;
    }
    ScheduledFuture<?> tooLate =
        timer.schedule(this::abort, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    try {
      if (readNBytes(MAX_READ_OFF).length == MAX_READ_OFF) {
        abort();
      }
    } catch (IOException broken) {
      abort();
    } finally {
      tooLate.cancel(false);
    }
  }

  private void abort() {
    if (in instanceof EofSensorInputStream entity) {
      try {
        entity.abort();
      } catch (IOException alreadyClosed) {
        ended = true;
      }
    }
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    if (next < 0) {
      ended = true;
    }
    return next;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = super.read(bytes, offset, length);
    if (count < 0) {
      ended = true;
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    if (ended) {
      super.close();
    } else {
      abort();
    }
  }
}
