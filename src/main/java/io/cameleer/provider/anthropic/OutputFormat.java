package io.cameleer.provider.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.catalog.Model;
import io.cameleer.catalog.Trait;
import io.cameleer.chat.ResponseFormat;
import io.cameleer.json.Json;
import io.cameleer.provider.DroppedParameters;
import org.jspecify.annotations.Nullable;

/**
 * The form of the answer: a schema that the API enforces or, where it can't, an instruction.
 *
 * @param schema for {@code output_config.format}, or null
 * @param instruction to append to the system prompt, or null
 */
record OutputFormat(@Nullable ObjectNode schema, @Nullable String instruction) {

  private static final OutputFormat FREE = new OutputFormat(null, null);

  private static final String JSON_ONLY =
      "Answer with one valid JSON object and nothing else: no explanation, no code fences.";

  private static final String MATCHING_JSON_ONLY =
      "Answer with one valid JSON value and nothing else: no explanation, no code fences. "
          + "It must match this JSON schema:\n";

  /** Decides, and notes {@code response_format} where a schema can't be enforced. */
  static OutputFormat of(
      @Nullable ResponseFormat format,
      Model model,
      SchemaLimits limits,
      DroppedParameters dropped) {
    return switch (format) {
      case null -> FREE;
      case ResponseFormat.Text ignored -> FREE;
      case ResponseFormat.JsonObject ignored -> new OutputFormat(null, JSON_ONLY);
      case ResponseFormat.JsonSchema schema -> schema(schema, model, limits, dropped);
    };
  }

  private static OutputFormat schema(
      ResponseFormat.JsonSchema format,
      Model model,
      SchemaLimits limits,
      DroppedParameters dropped) {
    ObjectNode schema = Json.object(format.schema());
    if (model.has(Trait.JSON_SCHEMA)) {
      SchemaLowering.Lowered lowered =
          SchemaLowering.lower(schema, "response_format.json_schema.schema");
      if (lowered != null && limits.admit(lowered)) {
        return new OutputFormat(described(lowered.schema(), format.description()), null);
      }
    }
    dropped.add("response_format");
    String instruction = schema.isEmpty() ? JSON_ONLY : MATCHING_JSON_ONLY + Json.text(schema);
    return new OutputFormat(null, instruction);
  }

  private static ObjectNode described(ObjectNode schema, @Nullable String description) {
    if (description != null && !schema.has("description")) {
      schema.put("description", description);
    }
    return schema;
  }
}
