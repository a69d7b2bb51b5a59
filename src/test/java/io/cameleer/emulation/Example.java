package io.cameleer.emulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.stream.StreamSupport;

/** A value that conforms to a JSON schema. */
final class Example {

  private static final int MAX_DEPTH = 8;

  private final JsonNode root;
  private final String text;

  private Example(JsonNode root, String text) {
    this.root = root;
    this.text = text;
  }

  /** An object of that schema, with the text as the value of its free strings. */
  static JsonNode of(JsonNode schema, String text) {
    return new Example(schema, text).value(schema, 0);
  }

  private JsonNode value(JsonNode schema, int depth) {
    if (schema.path("$ref").isTextual()) {
      return value(root.at(schema.path("$ref").textValue().substring(1)), depth + 1);
    }
    if (schema.has("const")) {
      return schema.get("const");
    }
    if (schema.path("enum").isArray()) {
      return schema.path("enum").path(0);
    }
    for (String union : new String[] {"anyOf", "oneOf"}) {
      if (schema.path(union).isArray()) {
        return value(firstButNull(schema.path(union)), depth + 1);
      }
    }
    return ofType(type(schema), schema, depth);
  }

  private JsonNode ofType(String type, JsonNode schema, int depth) {
    return switch (type) {
      case "string" -> TextNode.valueOf(text);
      case "integer" -> IntNode.valueOf(schema.path("minimum").asInt(2));
      case "number" -> DoubleNode.valueOf(schema.path("minimum").asDouble(1.5));
      case "boolean" -> BooleanNode.TRUE;
      case "null" -> NullNode.instance;
      case "array" -> array(schema, depth);
      default -> object(schema, depth);
    };
  }

  private ArrayNode array(JsonNode schema, int depth) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    return depth < MAX_DEPTH ? array.add(value(schema.path("items"), depth + 1)) : array;
  }

  private ObjectNode object(JsonNode schema, int depth) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    if (depth < MAX_DEPTH) {
      schema
          .path("properties")
          .properties()
          .forEach(field -> object.set(field.getKey(), value(field.getValue(), depth + 1)));
    }
    if (depth == 0 && !schema.has("properties")) {
      object.put("answer", text);
    }
    return object;
  }

  private static JsonNode firstButNull(JsonNode options) {
    return StreamSupport.stream(options.spliterator(), false)
        .filter(option -> !option.path("type").asText().equals("null"))
        .findFirst()
        .orElse(options.path(0));
  }

  private static String type(JsonNode schema) {
    JsonNode type = schema.path("type");
    return type.isArray() ? type.path(0).asText() : type.asText();
  }
}
