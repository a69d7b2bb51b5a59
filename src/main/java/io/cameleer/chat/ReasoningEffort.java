package io.cameleer.chat;

import java.util.Locale;

/** How much a model should think before it answers, in OpenAI's steps, weakest first. */
public enum ReasoningEffort {
  NONE,
  MINIMAL,
  LOW,
  MEDIUM,
  HIGH,
  XHIGH,
  MAX;

  /** The word on the wire. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
