package io.cameleer.provider.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.catalog.Candidate;
import io.cameleer.catalog.Trait;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.Message;
import io.cameleer.provider.DroppedParameters;
import io.cameleer.provider.compatible.BodyAdjustment;
import io.cameleer.provider.compatible.ReasoningHistory;
import java.util.List;

/** Fields that OpenAI knows and servers that imitate it don't, and the other way round. */
final class OpenAiFields {

  private OpenAiFields() {}

  /**
   * OpenAI takes no reasoning back; only OpenRouter's {@code reasoning_details} may be for a server
   * that imitates it, and text for one whose model wants it back.
   */
  static ChatRequest withoutReasoning(
      ChatRequest request, Candidate candidate, DroppedParameters dropped) {
    if (candidate.model().has(Trait.REASONING_PASSED_BACK)) {
      return ReasoningHistory.keepText(request, OpenAiFields::textOrEmpty);
    }
    return OpenAiEndpoint.servesOpenAiModels(candidate.provider())
        ? ReasoningHistory.stripAll(request)
        : ReasoningHistory.strip(request);
  }

  private static String textOrEmpty(Message.Assistant assistant) {
    String text = assistant.reasoning().text();
    return text == null ? "" : text;
  }

  /**
   * At OpenAI a stream carries no padding unless the client wants it, and {@code top_k} is unknown.
   * Azure's older API versions refuse fields of {@code stream_options} that they don't know, so
   * nothing is added there.
   */
  static void apply(ObjectNode body, Candidate candidate, DroppedParameters dropped) {
    if (OpenAiEndpoint.isOpenAi(candidate.provider())
        && body.get("stream_options") instanceof ObjectNode options
        && !options.has("include_obfuscation")) {
      options.put("include_obfuscation", false);
    }
    if (OpenAiEndpoint.servesOpenAiModels(candidate.provider())) {
      BodyAdjustment.remove(body, List.of("top_k"), dropped);
    }
  }

  /**
   * OpenAI sends vectors as base64 on request, which is a quarter of the bytes; imitators send
   * numbers.
   */
  static void compactVectors(ObjectNode body, Candidate candidate, DroppedParameters dropped) {
    if (OpenAiEndpoint.servesOpenAiModels(candidate.provider())) {
      body.put("encoding_format", "base64");
    }
  }
}
