package io.cameleer.sse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads server-sent events from a stream of bytes, as the HTML standard describes them, with two
 * differences that providers make necessary: a last event without a blank line after it counts, and
 * so does an event with a name but no data. Comments, {@code id} and {@code retry} are ignored.
 *
 * <p>Hands out an event as soon as the blank line after it has arrived, and never waits for a byte
 * beyond it. Does not close the stream. Not thread-safe.
 */
public final class SseReader {

  private static final int INITIAL_CAPACITY = 8 * 1024;
  private static final byte[] DATA = {'d', 'a', 't', 'a'};
  private static final byte[] EVENT = {'e', 'v', 'e', 'n', 't'};
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream stream;
  private final int maxEventBytes;

  private byte[] buffer = new byte[INITIAL_CAPACITY];

  /** Where the line that is being read starts in the buffer. */
  private int lineStart;

  /** Up to where the buffer has been searched for the line's end. */
  private int searched;

  /** Up to where the buffer is filled. */
  private int filled;

  private boolean firstLine = true;
  private boolean afterCarriageReturn;
  private boolean ended;

  private @Nullable String event;
  private @Nullable String data;
  private @Nullable StringBuilder furtherData;
  private int eventBytes;

  /**
   * Starts at the stream's next byte.
   *
   * @param maxEventBytes the most bytes the lines of one event may have, which bounds the memory
   *     used
   */
  public SseReader(InputStream stream, int maxEventBytes) {
    this.stream = stream;
    this.maxEventBytes = maxEventBytes;
  }

  /**
   * The next event, waiting for it if need be; null at the end of the stream.
   *
   * @throws EventTooLargeException where an event has more bytes than allowed
   * @throws IOException where the stream can't be read
   */
  public @Nullable ServerSentEvent next() throws IOException {
    while (!ended) {
      int lineEnd = lineEnd();
      if (lineEnd < 0 && fill()) {
        continue;
      }
      ended = lineEnd < 0;
      ServerSentEvent complete = takeLine(ended ? filled : lineEnd);
      if (complete == null && ended) {
        complete = dispatch();
      }
      if (complete != null) {
        return complete;
      }
    }
    return null;
  }

  /**
   * Where the current line's terminator stands in the buffer, or -1 where it has not arrived yet.
   */
  private int lineEnd() {
    if (afterCarriageReturn && lineStart < filled) {
      afterCarriageReturn = false;
      if (buffer[lineStart] == '\n') {
        lineStart++;
      }
      searched = lineStart;
    }
    while (searched < filled) {
      byte b = buffer[searched];
      if (b == '\n' || b == '\r') {
        return searched;
      }
      searched++;
    }
    return -1;
  }

  /** Reads what the stream has, at least one byte; false at its end. */
  private boolean fill() throws IOException {
    int pending = filled - lineStart;
    if (pending > maxEventBytes - eventBytes) {
      throw new EventTooLargeException(maxEventBytes);
    }
    if (lineStart > 0) {
      System.arraycopy(buffer, lineStart, buffer, 0, pending);
      lineStart = 0;
      searched = pending;
      filled = pending;
    }
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    int read = stream.read(buffer, filled, buffer.length - filled);
    if (read < 0) {
      return false;
    }
    filled += read;
    return true;
  }

  /** Takes the line up to its end; gives the event that an empty line completes. */
  private @Nullable ServerSentEvent takeLine(int end) throws IOException {
    int start = lineStart;
    if (end < filled) {
      afterCarriageReturn = buffer[end] == '\r';
      lineStart = end + 1;
    } else {
      lineStart = end;
    }
    searched = lineStart;
    if (firstLine) {
      firstLine = false;
      start += startsWith(BYTE_ORDER_MARK, start, end) ? BYTE_ORDER_MARK.length : 0;
    }
    if (start == end) {
      return dispatch();
    }
    takeField(start, end);
    return null;
  }

  private void takeField(int start, int end) throws IOException {
    if (isField(DATA, start, end)) {
      count(end - start);
      addData(value(start + DATA.length, end));
    } else if (isField(EVENT, start, end)) {
      count(end - start);
      String name = value(start + EVENT.length, end);
      event = name.isEmpty() ? null : name;
    }
  }

  private void count(int bytes) throws IOException {
    if (bytes > maxEventBytes - eventBytes) {
      throw new EventTooLargeException(maxEventBytes);
    }
    eventBytes += bytes;
  }

  private void addData(String value) {
    if (data == null) {
      data = value;
      return;
    }
    if (furtherData == null) {
      furtherData = new StringBuilder(data);
    }
    furtherData.append('\n').append(value);
  }

  private @Nullable ServerSentEvent dispatch() {
    String name = event;
    String text = furtherData != null ? furtherData.toString() : data;
    event = null;
    data = null;
    furtherData = null;
    eventBytes = 0;
    if (text == null) {
      text = "";
    }
    return name == null && text.isEmpty() ? null : new ServerSentEvent(name, text);
  }

  /** Whether a line is a field of this name: the name and a colon, or the name alone. */
  private boolean isField(byte[] name, int start, int end) {
    int afterName = start + name.length;
    return startsWith(name, start, end) && (afterName == end || buffer[afterName] == ':');
  }

  private boolean startsWith(byte[] prefix, int start, int end) {
    return end - start >= prefix.length
        && Arrays.equals(buffer, start, start + prefix.length, prefix, 0, prefix.length);
  }

  /** What follows a field's name: without the colon and one space after it. */
  private String value(int afterName, int end) {
    int start = Math.min(afterName + 1, end);
    if (start < end && buffer[start] == ' ') {
      start++;
    }
    return new String(buffer, start, end - start, StandardCharsets.UTF_8);
  }
}
