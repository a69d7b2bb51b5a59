package io.cameleer.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cameleer.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes a value that conforms to a JSON schema, the same one every time. Strings hold a given text
 * as far as they may be that long. Knows what tools and structured outputs use; not {@code
 * pattern}, {@code not} and conditions. A recursive schema is followed a few levels, then by the
 * shortest way out.
 */
final class SchemaSample {

  /** From here on optional fields are left out and lists end. */
  private static final int DEEP = 6;

  /** From here on there is no way out: the schema demands an endless value. */
  private static final int BOTTOMLESS = 40;

  /** The most schemas looked at for one value: an endless one may branch, too. */
  private static final int MAX_STEPS = 10_000;

  private static final int MAX_ITEMS = 20;

  private final JsonNode root;
  private final String text;
  private int steps;

  private SchemaSample(JsonNode root, String text) {
    this.root = root;
    this.text = text;
  }

  /** A value of this schema whose strings hold this text. */
  static JsonNode of(JsonNode schema, String text) {
    return new SchemaSample(schema, text).value(schema, 0);
  }

  private JsonNode value(JsonNode given, int depth) {
    if (isEndless(depth)) {
      return NullNode.instance;
    }
    JsonNode schema = combined(given, depth);
    if (schema.has("const")) {
      return schema.get("const");
    }
    if (schema.path("enum").has(0)) {
      return schema.path("enum").get(0);
    }
    return switch (type(schema, depth)) {
      case "object" -> object(schema, depth);
      case "array" -> array(schema, depth);
      case "integer" -> SchemaNumber.integer(schema);
      case "number" -> SchemaNumber.decimal(schema);
      case "boolean" -> BooleanNode.TRUE;
      case "null" -> NullNode.instance;
      default -> TextNode.valueOf(SchemaString.of(schema, text));
    };
  }

  /** The schema with what it refers to and one of its alternatives laid into it. */
  private JsonNode combined(JsonNode schema, int depth) {
    if (!(schema instanceof ObjectNode object)) {
      return Json.object();
    }
    List<JsonNode> pieces = new ArrayList<>();
    if (object.path("$ref").isTextual()) {
      pieces.add(resolve(object.path("$ref").textValue()));
    }
    object.path("allOf").forEach(pieces::add);
    for (String alternatives : List.of("anyOf", "oneOf")) {
      if (!object.path(alternatives).isEmpty()) {
        pieces.add(alternative(object.path(alternatives), depth));
      }
    }
    if (pieces.isEmpty() || isEndless(depth)) {
      return object;
    }
    ObjectNode combined = object.deepCopy();
    combined.remove(List.of("$ref", "allOf", "anyOf", "oneOf"));
    pieces.forEach(piece -> merge(combined, combined(piece, depth + 1)));
    return combined;
  }

  private boolean isEndless(int depth) {
    return depth > BOTTOMLESS || ++steps > MAX_STEPS;
  }

  private JsonNode resolve(String reference) {
    if (!reference.startsWith("#")) {
      return MissingNode.getInstance();
    }
    return reference.equals("#") ? root : root.at(reference.substring(1));
  }

  /** The first alternative, but deep down one that ends. */
  private static JsonNode alternative(JsonNode alternatives, int depth) {
    if (depth >= DEEP) {
      for (JsonNode alternative : alternatives) {
        if (!alternative.has("$ref") && !alternative.has("properties")) {
          return alternative;
        }
      }
    }
    return alternatives.get(0);
  }

  private static void merge(ObjectNode target, JsonNode piece) {
    piece
        .properties()
        .forEach(field -> {
          JsonNode present = target.get(field.getKey());
          if (present instanceof ObjectNode object && field.getValue().isObject()) {
            merge(object, field.getValue());
          } else if (present instanceof ArrayNode array && field.getKey().equals("required")) {
            field.getValue().forEach(array::add);
          } else if (present == null) {
            target.set(field.getKey(), field.getValue());
          }
        });
  }

  private static String type(JsonNode schema, int depth) {
    JsonNode type = schema.path("type");
    if (type.isTextual()) {
      return type.textValue();
    }
    List<String> types = new ArrayList<>();
    type.forEach(each -> types.add(each.asText()));
    if (types.contains("null") && (depth >= DEEP || types.size() == 1)) {
      return "null";
    }
    types.remove("null");
    if (!types.isEmpty()) {
      return types.getFirst();
    }
    if (schema.has("properties")) {
      return "object";
    }
    return schema.has("items") || schema.has("prefixItems") ? "array" : "string";
  }

  private ObjectNode object(JsonNode schema, int depth) {
    JsonNode properties = schema.path("properties");
    Set<String> names = new LinkedHashSet<>();
    if (depth < DEEP) {
      properties.fieldNames().forEachRemaining(names::add);
    }
    schema.path("required").forEach(name -> names.add(name.asText()));
    ObjectNode object = Json.object();
    for (String name : names) {
      JsonNode property = properties.path(name);
      JsonNode propertySchema =
          property.isMissingNode() ? schema.path("additionalProperties") : property;
      object.set(name, value(propertySchema, depth + 1));
    }
    return object;
  }

  private ArrayNode array(JsonNode schema, int depth) {
    int least = Math.max(schema.path("minItems").asInt(), depth < DEEP ? 1 : 0);
    int most = Math.min(schema.path("maxItems").asInt(MAX_ITEMS), MAX_ITEMS);
    JsonNode prefix = schema.path("prefixItems");
    int size = Math.min(Math.max(least, prefix.size()), most);
    ArrayNode array = Json.array();
    for (int i = 0; i < size; i++) {
      array.add(value(i < prefix.size() ? prefix.get(i) : schema.path("items"), depth + 1));
    }
    return array;
  }
}
