package io.cameleer.provider.gemini;

import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.FinishReason;
import io.cameleer.provider.Failures;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a candidate ended.
 *
 * @param reason {@code finishReason}, or the {@code blockReason} of a prompt that was refused
 * @param message {@code finishMessage}
 */
record GeminiFinish(String reason, @Nullable String message) {

  private static final int OK = 200;

  /** Whether the model got its own answer wrong, so that asking again may help. */
  boolean failed() {
    return switch (reason) {
      case "MALFORMED_FUNCTION_CALL",
          "UNEXPECTED_TOOL_CALL",
          "TOO_MANY_TOOL_CALLS",
          "MALFORMED_RESPONSE" ->
          true;
      default -> false;
    };
  }

  /** The failure, for an answer that {@link #failed()} before any of it was sent. */
  CallFailedException failure() {
    String text = "The model's answer is unusable: " + reason + ".";
    return new CallFailedException(
        Failures.badGateway(message == null ? text : text + " " + message).fromUpstream(OK, null));
  }

  /**
   * OpenAI's word for it. {@code CONTINUATION}, with which Gemini 4 ends an answer that has reached
   * the size of one response, is {@code length}: the client decides whether it wants more.
   *
   * @param calls whether the answer calls tools, for which Gemini has no reason of its own
   */
  FinishReason openAi(boolean calls) {
    return switch (reason) {
      case "MAX_TOKENS", "CONTINUATION" -> FinishReason.LENGTH;
      case "SAFETY",
          "RECITATION",
          "BLOCKLIST",
          "PROHIBITED_CONTENT",
          "SPII",
          "LANGUAGE",
          "IMAGE_SAFETY",
          "IMAGE_PROHIBITED_CONTENT",
          "IMAGE_RECITATION" ->
          FinishReason.CONTENT_FILTER;
      default -> calls ? FinishReason.TOOL_CALLS : FinishReason.STOP;
    };
  }

  /** What OpenAI's word does not tell: the choice's further fields, empty after an ordinary end. */
  Map<String, @Nullable Object> extras() {
    Map<String, @Nullable Object> extras = new LinkedHashMap<>();
    if (!reason.equals("STOP") && !reason.equals("MAX_TOKENS")) {
      extras.put("native_finish_reason", reason);
    }
    if (message != null) {
      extras.put("finish_message", message);
    }
    return extras;
  }
}
