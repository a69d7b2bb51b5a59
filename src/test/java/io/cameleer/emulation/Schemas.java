package io.cameleer.emulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;

/** The parts of JSON Schema a provider takes. */
final class Schemas {

  private static final Set<String> MAPS = Set.of("properties", "$defs", "definitions");
  private static final Set<String> LISTS = Set.of("anyOf", "oneOf", "allOf", "prefixItems");

  private Schemas() {}

  /** Refuses an object that may have other properties than those it names. */
  static void onlyClosedObjects(JsonNode schema, String where) {
    each(
        schema,
        where,
        (path, node) -> {
          if (describesObject(node)
              && !node.path("additionalProperties").equals(BooleanNode.FALSE)) {
            throw Refusal.invalid(
                path, "In " + path + ", 'additionalProperties' must be set to false.");
          }
        });
  }

  /** Refuses an object with properties that may be missing. */
  static void onlyRequiredProperties(JsonNode schema, String where) {
    each(
        schema,
        where,
        (path, node) -> {
          Set<String> optional = new HashSet<>();
          node.path("properties").fieldNames().forEachRemaining(optional::add);
          node.path("required").forEach(name -> optional.remove(name.asText()));
          if (!optional.isEmpty()) {
            throw Refusal.invalid(
                path, "In " + path + ", 'required' must list every property; not: " + optional);
          }
        });
  }

  /** Refuses keywords. */
  static void without(JsonNode schema, Set<String> keywords, String where) {
    each(schema, where, (path, node) -> Strict.without(node, keywords, "in " + path));
  }

  /** Refuses all but these keywords. */
  static void only(JsonNode schema, Set<String> keywords, String where) {
    each(schema, where, (path, node) -> Strict.onlyFields(node, keywords, path));
  }

  private static boolean describesObject(JsonNode schema) {
    JsonNode type = schema.path("type");
    return schema.has("properties")
        || type.asText().equals("object")
        || (type.isArray() && type.toString().contains("\"object\""));
  }

  private static void each(JsonNode schema, String where, BiConsumer<String, JsonNode> check) {
    if (!schema.isObject()) {
      return;
    }
    check.accept(where, schema);
    schema
        .properties()
        .forEach(keyword -> {
          String path = where + "." + keyword.getKey();
          JsonNode value = keyword.getValue();
          if (MAPS.contains(keyword.getKey())) {
            value
                .properties()
                .forEach(named -> each(named.getValue(), path + "." + named.getKey(), check));
          } else if (LISTS.contains(keyword.getKey())) {
            value.forEach(option -> each(option, path + "[]", check));
          } else if (keyword.getKey().equals("items")
              || keyword.getKey().equals("additionalProperties")) {
            each(value, path, check);
          }
        });
  }
}
