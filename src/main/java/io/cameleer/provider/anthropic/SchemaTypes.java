package io.cameleer.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Set;

/** The types of JSON values that a schema allows. */
final class SchemaTypes {

  private static final String TYPE = "type";

  private SchemaTypes() {}

  /** The types the schema names or, where it names none, those that its other keywords speak of. */
  static Set<String> of(ObjectNode schema) {
    Set<String> types = new LinkedHashSet<>();
    JsonNode declared = schema.get(TYPE);
    if (declared != null) {
      if (declared.isArray()) {
        declared.forEach(type -> types.add(type.asText()));
      } else {
        types.add(declared.asText());
      }
    } else if (schema.has("properties")) {
      types.add("object");
    } else if (schema.has("items")) {
      types.add("array");
    } else if (schema.has("const")) {
      types.add(typeOf(schema.path("const")));
    } else {
      schema.path("enum").forEach(value -> types.add(typeOf(value)));
    }
    return types;
  }

  /** Names the types in the schema: one as a string, several as an array. */
  static void put(ObjectNode schema, Set<String> types) {
    if (types.size() == 1) {
      schema.put(TYPE, types.iterator().next());
    } else if (!types.isEmpty()) {
      ArrayNode names = schema.putArray(TYPE);
      types.forEach(names::add);
    }
  }

  private static String typeOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> "string";
      case BOOLEAN -> "boolean";
      case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
      case OBJECT -> "object";
      case ARRAY -> "array";
      default -> "null";
    };
  }
}
