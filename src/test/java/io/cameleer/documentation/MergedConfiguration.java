package io.cameleer.documentation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Puts snippets of one configuration together: maps are united, lists are appended. */
final class MergedConfiguration {

  private MergedConfiguration() {}

  static ObjectNode of(List<JsonNode> parts) {
    ObjectNode whole = JsonNodeFactory.instance.objectNode();
    parts.forEach(part -> add(whole, (ObjectNode) part));
    return whole;
  }

  private static void add(ObjectNode whole, ObjectNode part) {
    part.properties()
        .forEach(field -> {
          JsonNode known = whole.get(field.getKey());
          if (known instanceof ObjectNode map && field.getValue() instanceof ObjectNode more) {
            add(map, more);
          } else if (known instanceof ArrayNode list
              && field.getValue() instanceof ArrayNode more) {
            list.addAll(more);
          } else {
            whole.set(field.getKey(), field.getValue().deepCopy());
          }
        });
  }
}
