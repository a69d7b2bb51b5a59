package io.cameleer.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.chat.FinishReason;
import io.cameleer.json.Json;
import org.jspecify.annotations.Nullable;

/** Reads why an answer stopped. */
final class StopReason {

  private static final String REFUSAL = "refusal";
  private static final String UNEXPLAINED = "The model's safety system stopped this answer.";

  private StopReason() {}

  /**
   * OpenAI's word for a reason.
   *
   * @param reason Anthropic's word; one not known, or none, counts as a normal end
   * @param called whether the answer calls tools of the client
   */
  static FinishReason finish(@Nullable String reason, boolean called) {
    return switch (reason) {
      case "max_tokens", "model_context_window_exceeded" -> FinishReason.LENGTH;
      case REFUSAL -> FinishReason.CONTENT_FILTER;
      case "tool_use" -> called ? FinishReason.TOOL_CALLS : FinishReason.STOP;
      case null, default -> FinishReason.STOP;
    };
  }

  /**
   * The words of the refusal, or null where there was none.
   *
   * @param stop the object that holds {@code stop_reason} and {@code stop_details}
   */
  static @Nullable String refusal(JsonNode stop) {
    if (!REFUSAL.equals(Json.string(stop, "stop_reason"))) {
      return null;
    }
    String explanation = Json.string(stop.path("stop_details"), "explanation");
    return explanation == null || explanation.isBlank() ? UNEXPLAINED : explanation;
  }
}
