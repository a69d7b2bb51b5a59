package io.cameleer.provider.qwen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.catalog.Candidate;
import io.cameleer.provider.DroppedParameters;
import java.util.List;

/** Ranges and defaults that are other than OpenAI's. */
final class QwenFields {

  /** The range of {@code temperature} excludes 2. */
  private static final double MAX_TEMPERATURE = 1.99;

  /** Beside those that only OpenAI takes. */
  static final List<String> UNKNOWN = List.of("frequency_penalty", "user");

  private QwenFields() {}

  /** Moves values into DashScope's ranges: temperature below 2, a seed of 31 bits. */
  static void ranges(ObjectNode body, Candidate candidate, DroppedParameters dropped) {
    JsonNode temperature = body.get("temperature");
    if (temperature != null && temperature.doubleValue() > MAX_TEMPERATURE) {
      body.put("temperature", MAX_TEMPERATURE);
    }
    JsonNode seed = body.get("seed");
    if (seed != null) {
      body.put("seed", seed.longValue() & Integer.MAX_VALUE);
    }
  }

  /** OpenAI's default, which is not that of all Qwen models. */
  static void parallelToolCalls(ObjectNode body, Candidate candidate, DroppedParameters dropped) {
    if (body.has("tools") && !body.has("parallel_tool_calls")) {
      body.put("parallel_tool_calls", true);
    }
  }

  /** The one format of vectors that DashScope documents. */
  static void plainVectors(ObjectNode body, Candidate candidate, DroppedParameters dropped) {
    body.put("encoding_format", "float");
  }
}
