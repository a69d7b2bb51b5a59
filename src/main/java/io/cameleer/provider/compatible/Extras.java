package io.cameleer.provider.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields that the canonical model does not name: put back into what is sent, kept from what is
 * read.
 */
final class Extras {

  private Extras() {}

  /**
   * Puts fields back, nested ones into the object of their name. A field that is already there
   * stays as it is.
   */
  static void merge(ObjectNode target, Map<String, ? extends @Nullable Object> extras) {
    for (Map.Entry<String, ? extends @Nullable Object> field : extras.entrySet()) {
      merge(target, field.getKey(), Json.node(field.getValue()));
    }
  }

  private static void merge(ObjectNode target, String name, JsonNode value) {
    JsonNode present = target.get(name);
    if (present == null) {
      target.set(name, value);
    } else if (present instanceof ObjectNode object && value.isObject()) {
      value.properties().forEach(field -> merge(object, field.getKey(), field.getValue()));
    }
  }

  /** An object's fields beyond the known ones; null is as good as missing. */
  static Map<String, @Nullable Object> beyond(JsonNode object, Set<String> known) {
    Map<String, @Nullable Object> extras = Map.of();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (!field.getValue().isNull() && !known.contains(field.getKey())) {
        if (extras.isEmpty()) {
          extras = new LinkedHashMap<>();
        }
        extras.put(field.getKey(), Json.value(field.getValue()));
      }
    }
    return extras;
  }
}
