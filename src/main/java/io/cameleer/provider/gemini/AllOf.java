package io.cameleer.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.json.Json;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Merges the branches of {@code allOf}, a keyword Gemini does not know, into the schema that has
 * it.
 */
final class AllOf {

  private static final String KEYWORD = "allOf";

  private AllOf() {}

  /**
   * A schema without {@code allOf} at its top: properties and required lists united, texts joined.
   * Where two branches disagree on another keyword the first one's value holds and the other's is
   * told in the description. Branches that both describe a property leave an {@code allOf} below
   * it.
   *
   * @return the schema itself where it has none; it is not changed
   */
  static ObjectNode merged(ObjectNode schema) {
    if (!(schema.get(KEYWORD) instanceof ArrayNode branches)) {
      return schema;
    }
    ObjectNode merged = Json.object();
    merged.setAll(schema);
    merged.remove(KEYWORD);
    for (JsonNode branch : branches) {
      if (branch instanceof ObjectNode object) {
        addAll(merged, merged(object));
      }
    }
    return merged;
  }

  private static void addAll(ObjectNode target, ObjectNode branch) {
    for (Map.Entry<String, JsonNode> keyword : branch.properties()) {
      String name = keyword.getKey();
      JsonNode present = target.get(name);
      if (present == null) {
        target.set(name, keyword.getValue());
      } else if (!present.equals(keyword.getValue())) {
        add(target, name, present, keyword.getValue());
      }
    }
  }

  private static void add(ObjectNode target, String name, JsonNode present, JsonNode more) {
    switch (name) {
      case "properties" -> target.set(name, properties(present, more));
      case "required" -> target.set(name, union(present, more));
      case "description" -> target.put(name, present.asText() + " " + more.asText());
      case "title" -> {}
      default -> SchemaNotes.append(target, name + ": " + SchemaNotes.shortText(more));
    }
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
