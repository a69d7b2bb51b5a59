package io.cameleer.sandbox;

import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.FinishReason;
import java.util.List;

/**
 * A text and why it ends where it does.
 *
 * @param text the text
 * @param finishReason {@code stop} or {@code length}
 */
record SandboxText(String text, FinishReason finishReason) {

  /** A text as far as a request's stop texts and its limit of tokens let it get. */
  static SandboxText limited(String whole, ChatRequest request) {
    int end = whole.length();
    for (String stop : request.sampling().stop()) {
      int found = stop.isEmpty() ? -1 : whole.indexOf(stop);
      end = found < 0 ? end : Math.min(end, found);
    }
    String text = whole.substring(0, end);
    Integer limit = request.outputLimit();
    List<String> words = Words.split(text);
    if (limit != null && words.size() > limit) {
      return new SandboxText(String.join("", words.subList(0, limit)), FinishReason.LENGTH);
    }
    return new SandboxText(text, FinishReason.STOP);
  }
}
