package io.cameleer.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.json.Json;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * A schema whose {@code allOf} is merged into it. It has to be, since each branch gets closed: of
 * two closed objects with different properties no value can match both.
 *
 * @param schema without {@code allOf}; properties that several branches describe have one
 *     themselves
 * @param consistent whether nothing was lost: false where branches disagree in what can't be united
 */
record AllOf(ObjectNode schema, boolean consistent) {

  private static final String KEYWORD = "allOf";

  /** Merges; the given schema is not changed. */
  static AllOf merge(ObjectNode schema) {
    JsonNode branches = schema.get(KEYWORD);
    if (branches == null) {
      return new AllOf(schema, true);
    }
    ObjectNode merged = Json.object();
    merged.setAll(schema);
    merged.remove(KEYWORD);
    boolean consistent = branches.isArray();
    for (JsonNode branch : branches) {
      if (branch instanceof ObjectNode object) {
        AllOf inner = merge(object);
        boolean united = addAll(merged, inner.schema());
        consistent = consistent && inner.consistent() && united;
      } else {
        consistent &= branch.isBoolean() && branch.booleanValue();
      }
    }
    return new AllOf(merged, consistent);
  }

  private static boolean addAll(ObjectNode target, ObjectNode branch) {
    boolean consistent = true;
    for (Map.Entry<String, JsonNode> keyword : branch.properties()) {
      String name = keyword.getKey();
      JsonNode present = target.get(name);
      if (present == null) {
        target.set(name, keyword.getValue());
      } else if (!present.equals(keyword.getValue())) {
        consistent &= unite(target, name, present, keyword.getValue());
      }
    }
    return consistent;
  }

  private static boolean unite(ObjectNode target, String name, JsonNode present, JsonNode more) {
    switch (name) {
      case "properties" -> target.set(name, properties(present, more));
      case "required" -> target.set(name, union(present, more));
      case "description" -> target.put(name, present.asText() + "\n" + more.asText());
      case "title", "default", "examples", "$comment", "$id", "$schema" -> {
        // the outermost one holds
      }
      case "additionalProperties" -> {
        return present.isBoolean() && more.isBoolean();
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private static ObjectNode properties(JsonNode present, JsonNode more) {
    ObjectNode all = Json.object();
    present.properties().forEach(property -> all.set(property.getKey(), property.getValue()));
    for (Map.Entry<String, JsonNode> property : more.properties()) {
      JsonNode own = all.get(property.getKey());
      if (own == null || own.equals(property.getValue())) {
        all.set(property.getKey(), property.getValue());
      } else {
        ObjectNode both = Json.object();
        both.putArray(KEYWORD).add(own).add(property.getValue());
        all.set(property.getKey(), both);
      }
    }
    return all;
  }

  private static ArrayNode union(JsonNode present, JsonNode more) {
    Set<JsonNode> names = new LinkedHashSet<>();
    present.forEach(names::add);
    more.forEach(names::add);
    return Json.array().addAll(names);
  }
}
