package io.cameleer.sse;

import java.io.IOException;

/** An event of a stream is larger than the reader was told to take; the stream can't be read on. */
public final class EventTooLargeException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * For an event beyond a limit.
   *
   * @param limit the most bytes an event may have
   */
  public EventTooLargeException(int limit) {
    super("A server-sent event has more than " + limit + " bytes.");
  }
}
