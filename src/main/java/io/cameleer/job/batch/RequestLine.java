package io.cameleer.job.batch;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A request of an input file.
 *
 * @param line where it stands
 * @param customId the client's own name for it
 * @param method how it calls, or null
 * @param url what it calls, or null
 * @param body what stands in its body
 */
record RequestLine(
    InputLine line, String customId, @Nullable String method, @Nullable String url, Body body) {

  /**
   * The body of a request, as far as it matters before it is called.
   *
   * @param begin where in the line it begins
   * @param end where in the line it has ended
   * @param model the model that it names, or null
   * @param streamed whether it asks for a stream
   * @param tagged whether it says itself what it is for
   * @param inputs how many texts it has that are to be embedded
   */
  record Body(
      int begin, int end, @Nullable String model, boolean streamed, boolean tagged, int inputs) {}

  int number() {
    return line.number();
  }

  /** The body's JSON as it stands in the line. */
  byte[] json() {
    return Arrays.copyOfRange(line.bytes(), body.begin(), body.end());
  }
}
