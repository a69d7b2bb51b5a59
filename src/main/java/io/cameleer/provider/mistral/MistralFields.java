package io.cameleer.provider.mistral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.catalog.Candidate;
import io.cameleer.provider.DroppedParameters;
import java.util.List;
import java.util.Set;

/** The fields of the request, of its tools and of its response format that Mistral knows. */
final class MistralFields {

  static final Set<String> KNOWN =
      Set.of(
          "model",
          "messages",
          "tools",
          "tool_choice",
          "parallel_tool_calls",
          "temperature",
          "top_p",
          "max_tokens",
          "stream",
          "stop",
          "random_seed",
          "n",
          "frequency_penalty",
          "presence_penalty",
          "response_format",
          "reasoning_effort",
          "prediction",
          "metadata",
          "service_tier",
          "prompt_cache_key",
          "prompt_mode",
          "safe_prompt",
          "guardrails");

  static final Set<String> KNOWN_OF_EMBEDDINGS =
      Set.of("model", "input", "output_dimension", "output_dtype", "metadata");

  private static final Set<String> TOOL = Set.of("type", "function");
  private static final Set<String> FUNCTION = Set.of("name", "description", "parameters", "strict");
  private static final Set<String> FORMAT = Set.of("type", "json_schema");
  private static final Set<String> SCHEMA = Set.of("name", "description", "schema", "strict");
  private static final Set<String> SERVICE_TIERS = Set.of("auto", "standard_only");

  private MistralFields() {}

  /** Usage always comes with the last chunk; only options beyond that are lost. */
  static void streamOptions(ObjectNode body, Candidate candidate, DroppedParameters dropped) {
    JsonNode options = body.remove("stream_options");
    if (options != null && options.size() > 1) {
      dropped.add("stream_options");
    }
  }

  /** OpenAI's other tiers have no equivalent. */
  static void serviceTier(ObjectNode body, Candidate candidate, DroppedParameters dropped) {
    if (body.has("service_tier") && !SERVICE_TIERS.contains(body.get("service_tier").asText())) {
      body.remove("service_tier");
      dropped.add("service_tier");
    }
  }

  static void toolChoice(ObjectNode body, Candidate candidate, DroppedParameters dropped) {
    if (body.path("tool_choice").asText().equals("required")) {
      body.put("tool_choice", "any");
    }
  }

  /** Of functions; Mistral's own tools keep all their fields. */
  static void tools(ObjectNode body, Candidate candidate, DroppedParameters dropped) {
    for (JsonNode tool : body.path("tools")) {
      if (tool.get("function") instanceof ObjectNode function) {
        keep((ObjectNode) tool, TOOL, "tools[].", dropped);
        keep(function, FUNCTION, "tools[].function.", dropped);
      }
    }
  }

  static void responseFormat(ObjectNode body, Candidate candidate, DroppedParameters dropped) {
    if (body.get("response_format") instanceof ObjectNode format) {
      keep(format, FORMAT, "response_format.", dropped);
      if (format.get("json_schema") instanceof ObjectNode schema) {
        keep(schema, SCHEMA, "response_format.json_schema.", dropped);
      }
    }
  }

  private static void keep(
      ObjectNode object, Set<String> known, String path, DroppedParameters dropped) {
    List<String> unknown =
        object.properties().stream()
            .map(field -> field.getKey())
            .filter(name -> !known.contains(name))
            .toList();
    unknown.forEach(name -> dropped.add(path + name));
    object.remove(unknown);
  }
}
