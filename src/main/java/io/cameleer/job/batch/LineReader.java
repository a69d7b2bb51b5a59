package io.cameleer.job.batch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads a file line by line; one line is in memory. Not thread-safe. */
final class LineReader implements AutoCloseable {

  private static final int BUFFER_BYTES = 64 * 1024;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream file;
  private final int longest;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int position;
  private int end;
  private int number;

  /**
   * Reads this file, which it closes in the end.
   *
   * @param longest how many bytes a line may have
   */
  LineReader(InputStream file, int longest) {
    this.file = file;
    this.longest = longest;
  }

  /** The next line, or null where there is none. */
  @Nullable InputLine next() throws IOException {
    if (!fill()) {
      return null;
    }
    number++;
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    boolean ended = false;
    boolean tooLong = false;
    while (!ended && fill()) {
      int newline = newline();
      ended = newline >= 0;
      int length = (ended ? newline : end) - position;
      int fitting = Math.min(length, longest - line.size());
      line.write(buffer, position, fitting);
      tooLong |= fitting < length;
      position = ended ? newline + 1 : end;
    }
    return new InputLine(number, number == 1 ? withoutMark(line) : line.toByteArray(), tooLong);
  }

  private static byte[] withoutMark(ByteArrayOutputStream line) {
    byte[] bytes = line.toByteArray();
    int mark = BYTE_ORDER_MARK.length;
    return bytes.length >= mark && Arrays.equals(bytes, 0, mark, BYTE_ORDER_MARK, 0, mark)
        ? Arrays.copyOfRange(bytes, mark, bytes.length)
        : bytes;
  }

  private int newline() {
    for (int i = position; i < end; i++) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  /** Whether anything is left. */
  private boolean fill() throws IOException {
    if (position == end) {
      position = 0;
      end = Math.max(0, file.read(buffer));
    }
    return position < end;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
