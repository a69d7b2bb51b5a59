package io.cameleer.chat;

import java.util.Locale;

/** Why an answer ended. */
public enum FinishReason {
  STOP,
  LENGTH,
  TOOL_CALLS,
  CONTENT_FILTER,
  /** Deprecated form of {@link #TOOL_CALLS}, for clients that sent {@code functions}. */
  FUNCTION_CALL;

  /** The word on the wire. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
