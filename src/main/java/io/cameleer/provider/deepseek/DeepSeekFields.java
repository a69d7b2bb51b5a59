package io.cameleer.provider.deepseek;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.catalog.Candidate;
import io.cameleer.catalog.Trait;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.Tooling;
import io.cameleer.provider.DroppedParameters;
import io.cameleer.provider.compatible.BodyAdjustment;
import java.util.List;

/** Fields of the request that DeepSeek or the model at hand does not know. */
final class DeepSeekFields {

  /** Beside those that only OpenAI takes. */
  static final List<String> UNKNOWN = List.of("top_k", "seed", "modalities", "audio", "user");

  private DeepSeekFields() {}

  /**
   * Calls may always come several at once. Only a client that said otherwise misses something; one
   * that uses the deprecated functions did not say so itself.
   */
  static ChatRequest parallelCalls(
      ChatRequest request, Candidate candidate, DroppedParameters dropped) {
    Tooling tooling = request.tooling();
    if (tooling.parallel() == null) {
      return request;
    }
    if (!tooling.parallel() && !tooling.legacyFunctions()) {
      dropped.add("parallel_tool_calls");
    }
    return request.toBuilder()
        .tooling(new Tooling(tooling.tools(), tooling.choice(), null, tooling.legacyFunctions()))
        .build();
  }

  /** V4 models take no penalties any more. */
  static void penalties(ObjectNode body, Candidate candidate, DroppedParameters dropped) {
    if (!candidate.model().has(Trait.PENALTIES)) {
      BodyAdjustment.remove(body, List.of("frequency_penalty", "presence_penalty"), dropped);
    }
  }
}
