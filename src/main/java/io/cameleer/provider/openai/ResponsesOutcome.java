package io.cameleer.provider.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.chat.FinishReason;

/** Reads from a response's status why it ended. */
final class ResponsesOutcome {

  private ResponsesOutcome() {}

  /**
   * Why a response that was not a failure ended. Being cut short wins over calls: the last call may
   * be cut in the middle.
   *
   * @param calls whether it calls tools
   */
  static FinishReason finishReason(JsonNode response, boolean calls) {
    String reason =
        ResponsesItems.text(ResponsesItems.object(response, "incomplete_details"), "reason");
    return switch (reason) {
      case "content_filter" -> FinishReason.CONTENT_FILTER;
      case "max_output_tokens" -> FinishReason.LENGTH;
      default -> {
        if (calls) {
          yield FinishReason.TOOL_CALLS;
        }
        boolean incomplete = ResponsesItems.text(response, "status").equals("incomplete");
        yield incomplete ? FinishReason.LENGTH : FinishReason.STOP;
      }
    };
  }
}
