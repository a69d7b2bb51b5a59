package io.cameleer.provider.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.catalog.Candidate;
import io.cameleer.catalog.Model;
import io.cameleer.catalog.Trait;
import io.cameleer.chat.ReasoningEffort;
import io.cameleer.provider.DroppedParameters;
import io.cameleer.provider.compatible.BodyAdjustment;
import java.util.List;

/**
 * What OpenAI's reasoning models refuse, by the model's traits: those that reason and lack {@link
 * Trait#SAMPLING}. All other models, known or not, get the request as it is.
 */
final class ReasoningModels {

  /** Refused unless the model may be told not to reason, and is. */
  private static final List<String> SAMPLING = List.of("temperature", "top_p", "logprobs");

  /** Refused in any case. */
  private static final List<String> NEVER =
      List.of("frequency_penalty", "presence_penalty", "logit_bias", "top_logprobs", "stop");

  private ReasoningModels() {}

  /** Leaves out what the model refuses, and names the limit of the answer as it must be named. */
  static void fields(ObjectNode body, Candidate candidate, DroppedParameters dropped) {
    if (!is(candidate.model())) {
      return;
    }
    JsonNode limit = body.remove("max_tokens");
    if (limit != null && !body.has("max_completion_tokens")) {
      body.set("max_completion_tokens", limit);
    }
    String effort = body.path("reasoning_effort").asText();
    if (!effort.equals(ReasoningEffort.NONE.wireName())) {
      BodyAdjustment.remove(body, SAMPLING, dropped);
    }
    BodyAdjustment.remove(body, NEVER, dropped);
  }

  private static boolean is(Model model) {
    return model.has(Trait.REASONING) && !model.has(Trait.SAMPLING);
  }
}
