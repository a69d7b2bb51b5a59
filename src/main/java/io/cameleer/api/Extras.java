package io.cameleer.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.json.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts extras back into the object they belong to. */
final class Extras {

  private Extras() {}

  /**
   * Adds what the object does not have yet. Where both have an object under a name, the same is
   * done one level down; any other field the object has stays as it is.
   */
  static void merge(ObjectNode target, Map<String, @Nullable Object> extras) {
    extras.forEach((name, value) -> merge(target, name, value));
  }

  /** The same for one extra. */
  static void merge(ObjectNode target, String name, @Nullable Object value) {
    mergeNode(target, name, Json.node(value));
  }

  private static void mergeNode(ObjectNode target, String name, JsonNode value) {
    JsonNode present = target.get(name);
    if (present == null) {
      target.set(name, value);
    } else if (present instanceof ObjectNode inner && value.isObject()) {
      value.properties().forEach(field -> mergeNode(inner, field.getKey(), field.getValue()));
    }
  }
}
