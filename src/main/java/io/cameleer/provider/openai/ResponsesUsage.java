package io.cameleer.provider.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.chat.Usage;
import io.cameleer.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the Responses API's usage, which counts as chat completions do under other names. */
final class ResponsesUsage {

  private static final Set<String> COUNTS =
      Set.of(
          "input_tokens",
          "output_tokens",
          "total_tokens",
          "input_tokens_details",
          "output_tokens_details");
  private static final Set<String> INPUT_DETAILS = Set.of("cached_tokens", "cache_write_tokens");
  private static final Set<String> OUTPUT_DETAILS = Set.of("reasoning_tokens");

  private ResponsesUsage() {}

  /** The usage of a response object, or null where it has none. */
  static @Nullable Usage of(JsonNode response) {
    if (!(response.get("usage") instanceof ObjectNode usage) || usage.isEmpty()) {
      return null;
    }
    JsonNode input = ResponsesItems.object(usage, "input_tokens_details");
    JsonNode output = ResponsesItems.object(usage, "output_tokens_details");
    long prompt = orZero(Json.number(usage, "input_tokens"));
    long completion = orZero(Json.number(usage, "output_tokens"));
    Long total = Json.number(usage, "total_tokens");
    Map<String, @Nullable Object> extras = without(usage, COUNTS);
    putUnlessEmpty(extras, "prompt_tokens_details", without(input, INPUT_DETAILS));
    putUnlessEmpty(extras, "completion_tokens_details", without(output, OUTPUT_DETAILS));
    return new Usage(
        prompt,
        completion,
        total == null ? prompt + completion : total,
        Json.number(input, "cached_tokens"),
        Json.number(input, "cache_write_tokens"),
        Json.number(output, "reasoning_tokens"),
        extras);
  }

  private static long orZero(@Nullable Long count) {
    return Objects.requireNonNullElse(count, 0L);
  }

  private static Map<String, @Nullable Object> without(JsonNode object, Set<String> known) {
    Map<String, @Nullable Object> rest = new LinkedHashMap<>(Json.fields(object));
    rest.keySet().removeAll(known);
    return rest;
  }

  private static void putUnlessEmpty(
      Map<String, @Nullable Object> target, String name, Map<String, @Nullable Object> fields) {
    if (!fields.isEmpty()) {
      target.put(name, fields);
    }
  }
}
