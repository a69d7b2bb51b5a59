package io.cameleer.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.job.Page;
import io.cameleer.json.Json;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What OpenAI's lists and objects have in common. */
final class ListWriter {

  private static final String ID = "id";

  private ListWriter() {}

  /** A list object; each item's object has an id. */
  static <T> ObjectNode list(Page<T> page, Function<T, ObjectNode> writer) {
    ObjectNode node = Json.object().put("object", "list");
    ArrayNode data = node.putArray("data");
    page.items().forEach(item -> data.add(writer.apply(item)));
    node.set("first_id", id(data, 0));
    node.set("last_id", id(data, data.size() - 1));
    return node.put("has_more", page.hasMore());
  }

  private static JsonNode id(ArrayNode data, int index) {
    return data.isEmpty() ? data.nullNode() : data.get(index).path(ID);
  }

  /** Adds a time in seconds since 1970, or null. */
  static ObjectNode seconds(ObjectNode node, String field, @Nullable Instant time) {
    return node.put(field, time == null ? null : (Long) time.getEpochSecond());
  }
}
