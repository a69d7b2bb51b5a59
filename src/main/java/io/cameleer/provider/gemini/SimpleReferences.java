package io.cameleer.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.provider.schema.KeywordPlace;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Whether Gemini can follow the references of a JSON schema by itself: each stands alone, names an
 * entry of the root's {@code $defs}, and none leads back to where it stands. Others have to be
 * replaced by what they refer to.
 */
final class SimpleReferences {

  private static final String DEFINITIONS = "$defs";
  private static final String REFERENCE = "$ref";
  private static final String PREFIX = "#/" + DEFINITIONS + "/";

  private final JsonNode definitions;

  private SimpleReferences(ObjectNode root) {
    definitions = root.path(DEFINITIONS);
  }

  /** Whether all references of a schema are such; so are those of a schema that has none. */
  static boolean only(ObjectNode schema) {
    return new SimpleReferences(schema).hold(schema);
  }

  private boolean hold(ObjectNode root) {
    if (root.has(REFERENCE) || hasMovingReference(root)) {
      return false;
    }
    for (Map.Entry<String, JsonNode> keyword : root.properties()) {
      boolean defines = keyword.getKey().equals(DEFINITIONS);
      if (!defines && !collectBelow(keyword.getKey(), keyword.getValue(), new HashSet<>())) {
        return false;
      }
    }
    Map<String, Set<String>> references = new HashMap<>();
    for (Map.Entry<String, JsonNode> definition : definitions.properties()) {
      Set<String> found = new HashSet<>();
      if (!collect(definition.getValue(), found)) {
        return false;
      }
      references.put(definition.getKey(), found);
    }
    Set<String> finished = new HashSet<>();
    return references.keySet().stream()
        .allMatch(name -> leadsNowhereBack(name, references, finished, new HashSet<>()));
  }

  private static boolean hasMovingReference(JsonNode schema) {
    return schema.has("$dynamicRef") || schema.has("$recursiveRef");
  }

  private static boolean leadsNowhereBack(
      String name, Map<String, Set<String>> references, Set<String> finished, Set<String> open) {
    if (finished.contains(name)) {
      return true;
    }
    if (!open.add(name)) {
      return false;
    }
    for (String next : references.getOrDefault(name, Set.of())) {
      if (!leadsNowhereBack(next, references, finished, open)) {
        return false;
      }
    }
    open.remove(name);
    return finished.add(name);
  }

  /**
   * Adds the names of the definitions a schema refers to; false where one of its references is not
   * simple.
   */
  private boolean collect(JsonNode schema, Set<String> names) {
    if (hasMovingReference(schema)) {
      return false;
    }
    if (schema.has(REFERENCE)) {
      String reference = schema.get(REFERENCE).asText();
      String name = reference.substring(Math.min(PREFIX.length(), reference.length()));
      names.add(name);
      return schema.size() == 1 && reference.startsWith(PREFIX) && definitions.has(name);
    }
    for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
      if (!collectBelow(keyword.getKey(), keyword.getValue(), names)) {
        return false;
      }
    }
    return true;
  }

  private boolean collectBelow(String keyword, JsonNode value, Set<String> names) {
    if (KeywordPlace.of(keyword) == KeywordPlace.DATA) {
      return true;
    }
    if (value.isObject() && KeywordPlace.of(keyword) == KeywordPlace.SCHEMA) {
      return collect(value, names);
    }
    for (JsonNode schema : value) {
      // the branches of an allOf are merged, and a reference can't be
      boolean mergedAway = keyword.equals("allOf") && schema.has(REFERENCE);
      if (mergedAway || !collect(schema, names)) {
        return false;
      }
    }
    return true;
  }
}
