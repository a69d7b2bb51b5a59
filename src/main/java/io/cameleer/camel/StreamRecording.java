package io.cameleer.camel;

import java.io.ByteArrayOutputStream;
import java.util.Map;

/**
 * A streamed answer as it was sent, so that it can be sent again. Too long an answer is not
 * recorded. Used by the call's thread alone.
 */
public final class StreamRecording {

  private final int mostBytes;
  private final ByteArrayOutputStream events = new ByteArrayOutputStream();
  private Map<String, String> headers = Map.of();
  private boolean tooLong;
  private boolean complete;

  /** Records answers of at most so many bytes. */
  public StreamRecording(int mostBytes) {
    this.mostBytes = mostBytes;
  }

  void open(Map<String, String> sent) {
    headers = Map.copyOf(sent);
  }

  void event(byte[] event) {
    if (tooLong || event.length > mostBytes - events.size()) {
      tooLong = true;
      events.reset();
    } else {
      events.writeBytes(event);
    }
  }

  void complete() {
    complete = true;
  }

  /** Whether there was a streamed answer that ended well, and all of it is here. */
  public boolean isWhole() {
    return complete && !tooLong;
  }

  /** The headers of the answer. */
  public Map<String, String> headers() {
    return headers;
  }

  /** Its events. */
  public byte[] events() {
    return events.toByteArray();
  }
}
