package io.cameleer.provider.compatible;

import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import io.cameleer.chat.FinishReason;
import io.cameleer.provider.Failures;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads {@code finish_reason}, which providers extend with words of their own. */
final class FinishReasons {

  private static final int OK = 200;

  private FinishReasons() {}

  /**
   * The reason; null where it is missing or empty. A word that nobody knows means that the answer
   * is whole.
   *
   * @param calledTools whether there are tool calls: some servers then say {@code stop} all the
   *     same
   * @throws CallFailedException where the word means that the provider gave up
   */
  static @Nullable FinishReason read(@Nullable String word, boolean calledTools) {
    if (word == null || word.isEmpty()) {
      return null;
    }
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "length", "model_length", "max_tokens" -> FinishReason.LENGTH;
      case "tool_calls" -> FinishReason.TOOL_CALLS;
      case "function_call" -> FinishReason.FUNCTION_CALL;
      case "content_filter", "sensitive", "safety" -> FinishReason.CONTENT_FILTER;
      case "error", "abort" ->
          throw failed(Failures.serverError(502, "The provider broke the answer off."));
      case "insufficient_system_resource" ->
          throw failed(Failures.overloaded("The provider ran out of resources during the answer."));
      default -> calledTools ? FinishReason.TOOL_CALLS : FinishReason.STOP;
    };
  }

  private static CallFailedException failed(Failure failure) {
    return new CallFailedException(failure.fromUpstream(OK, null));
  }
}
