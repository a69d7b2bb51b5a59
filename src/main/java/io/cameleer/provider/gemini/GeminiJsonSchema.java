package io.cameleer.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.json.Json;
import io.cameleer.provider.schema.SchemaReferences;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lowers a JSON schema to the keywords that Gemini documents for {@code parametersJsonSchema} and
 * {@code responseJsonSchema}. What has no keyword there is told in the schema's description; names
 * of properties are never taken for keywords.
 */
final class GeminiJsonSchema {

  private static final Set<String> TYPES =
      Set.of("string", "number", "integer", "boolean", "array", "object", "null");

  /** Keywords that say nothing to a model, or nothing without others that are gone. */
  private static final Set<String> SILENT =
      Set.of(
          "$schema",
          "$id",
          "$anchor",
          "$comment",
          "$vocabulary",
          "$dynamicAnchor",
          "$recursiveAnchor",
          "$defs",
          "definitions",
          "additionalItems",
          "unevaluatedItems",
          "unevaluatedProperties",
          "deprecated",
          "readOnly",
          "writeOnly",
          "nullable",
          "const",
          "enum");

  private final ObjectNode schema;
  private final ObjectNode lowered = Json.object();

  private GeminiJsonSchema(ObjectNode schema) {
    this.schema = AllOf.merged(schema);
  }

  /**
   * The lowered schema; the given one is not changed.
   *
   * @param param the request field the schema is from, for the error
   * @throws io.cameleer.chat.CallFailedException status 400, where the references of the schema
   *     make it too large
   */
  static ObjectNode lower(ObjectNode schema, String param) {
    boolean followable = SimpleReferences.only(schema);
    ObjectNode root = followable ? schema : SchemaReferences.resolve(schema, param).schema();
    ObjectNode lowered = lower(root);
    if (followable && schema.get("$defs") instanceof ObjectNode definitions) {
      lowered.set("$defs", lowerNamed(definitions, true));
    }
    return lowered;
  }

  private static ObjectNode lower(JsonNode schema) {
    return schema instanceof ObjectNode object
        ? new GeminiJsonSchema(object).lower()
        : Json.object();
  }

  private ObjectNode lower() {
    if (schema.has("$ref")) {
      return Json.object().set("$ref", schema.get("$ref"));
    }
    schema.properties().forEach(keyword -> take(keyword.getKey(), keyword.getValue()));
    keepPropertyNames("required");
    keepPropertyNames("propertyOrdering");
    SchemaValues.take(schema, lowered);
    schema.properties().stream()
        .filter(keyword -> isUnknown(keyword.getKey()))
        .forEach(keyword ->
            SchemaNotes.append(
                lowered, keyword.getKey() + ": " + SchemaNotes.shortText(keyword.getValue())));
    return lowered;
  }

  private void take(String keyword, JsonNode value) {
    switch (keyword) {
      case "type" -> setUnlessNull(keyword, types(value));
      case "title", "description", "format" ->
          setUnlessNull(keyword, value.isTextual() ? value : null);
      case "minItems", "maxItems", "minimum", "maximum" ->
          setUnlessNull(keyword, value.isNumber() ? value : null);
      case "properties" ->
          setUnlessNull(keyword, value.isObject() ? lowerNamed(value, false) : null);
      case "items" -> takeItems(value);
      case "prefixItems" -> setUnlessNull(keyword, value.isArray() ? lowerAll(value) : null);
      case "anyOf", "oneOf" -> setUnlessNull(keyword, branches(value));
      case "additionalProperties" -> setUnlessNull(keyword, additional(value));
      default -> {}
    }
  }

  /** Whether a keyword was neither taken nor is silent. */
  private static boolean isUnknown(String keyword) {
    return switch (keyword) {
      case "type",
          "title",
          "description",
          "format",
          "minItems",
          "maxItems",
          "minimum",
          "maximum",
          "properties",
          "items",
          "prefixItems",
          "anyOf",
          "oneOf",
          "additionalProperties",
          "required",
          "propertyOrdering" ->
          false;
      default -> !SILENT.contains(keyword) && !keyword.startsWith("x-");
    };
  }

  /** An array of schemas here is how drafts before 2020 wrote {@code prefixItems}. */
  private void takeItems(JsonNode value) {
    if (value.isArray() && !schema.has("prefixItems")) {
      lowered.set("prefixItems", lowerAll(value));
    } else if (value.isObject()) {
      lowered.set("items", lower(value));
    }
  }

  private static @Nullable JsonNode additional(JsonNode value) {
    if (value.isObject()) {
      return lower(value);
    }
    return value.isBoolean() ? value : null;
  }

  private static @Nullable JsonNode types(JsonNode value) {
    Set<JsonNode> types = new LinkedHashSet<>();
    for (JsonNode type : value.isArray() ? value : Json.array().add(value)) {
      String name = type.asText().toLowerCase(Locale.ROOT);
      if (TYPES.contains(name)) {
        types.add(Json.node(name));
      }
    }
    return switch (types.size()) {
      case 0 -> null;
      case 1 -> types.iterator().next();
      default -> Json.array().addAll(types);
    };
  }

  private static ArrayNode lowerAll(JsonNode schemas) {
    ArrayNode all = Json.array();
    schemas.forEach(each -> all.add(lower(each)));
    return all;
  }

  private static @Nullable ArrayNode branches(JsonNode schemas) {
    ArrayNode branches = Json.array();
    if (schemas.isArray()) {
      schemas.forEach(branch -> {
        if (!isNever(branch)) {
          branches.add(lower(branch));
        }
      });
    }
    return branches.isEmpty() ? null : branches;
  }

  /**
   * A property that may not be there is left out; a definition stays, since something may refer to
   * it.
   */
  private static ObjectNode lowerNamed(JsonNode schemas, boolean definitions) {
    ObjectNode named = Json.object();
    for (Map.Entry<String, JsonNode> entry : schemas.properties()) {
      if (definitions || !isNever(entry.getValue())) {
        named.set(entry.getKey(), lower(entry.getValue()));
      }
    }
    return named;
  }

  private static boolean isNever(JsonNode schema) {
    return schema.isBoolean() && !schema.booleanValue();
  }

  /** Gemini refuses a schema that names a property it does not have. */
  private void keepPropertyNames(String keyword) {
    Set<JsonNode> names = new LinkedHashSet<>();
    for (JsonNode name : schema.path(keyword)) {
      if (name.isTextual() && lowered.path("properties").has(name.textValue())) {
        names.add(name);
      }
    }
    if (!names.isEmpty()) {
      lowered.set(keyword, Json.array().addAll(names));
    }
  }

  private void setUnlessNull(String keyword, @Nullable JsonNode value) {
    if (value != null) {
      lowered.set(keyword, value);
    }
  }
}
