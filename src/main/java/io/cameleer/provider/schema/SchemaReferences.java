package io.cameleer.provider.schema;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.json.Json;
import io.cameleer.provider.Failures;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the references of a JSON schema by what they refer to, for providers that take no {@code
 * $ref}. Only places where a schema stands are looked at: a property that happens to be called
 * {@code $ref}, or one inside an {@code enum} value, is left alone.
 */
public final class SchemaReferences {

  /** The most JSON nodes of a result: references to references can otherwise grow without bound. */
  public static final int MAX_NODES = 20_000;

  /** The most schemas inside one another. */
  public static final int MAX_DEPTH = 64;

  private static final Set<String> DEFINITIONS = Set.of("$defs", "definitions");
  private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef", "$recursiveRef");

  private static final Set<String> ANNOTATIONS =
      Set.of(
          "title",
          "description",
          "default",
          "examples",
          "deprecated",
          "readOnly",
          "writeOnly",
          "$comment");

  private final ObjectNode root;
  private final String param;
  private final Set<String> open = new HashSet<>();
  private int nodes;
  private int depth;
  private boolean exact = true;

  private SchemaReferences(ObjectNode root, String param) {
    this.root = root;
    this.param = param;
  }

  /**
   * A schema without references.
   *
   * @param schema free of {@code $ref}, {@code $defs} and {@code definitions} where schemas stand
   * @param exact whether it means the same as the original: false where a cycle was cut or a
   *     reference leads out of the schema or nowhere
   */
  public record Inlined(ObjectNode schema, boolean exact) {}

  /**
   * Replaces all references: {@code $ref} with a local target by that target, one that leads back
   * into itself by {@code {"type":"object"}}, one without a local target by a schema that takes
   * anything. What stands beside a {@code $ref} is kept. The given schema is not changed.
   *
   * @param param the request field the schema is from, for the error
   * @throws io.cameleer.chat.CallFailedException status 400, where the result would have more than
   *     {@value #MAX_NODES} nodes or {@value #MAX_DEPTH} levels
   */
  public static Inlined resolve(ObjectNode schema, String param) {
    SchemaReferences references = new SchemaReferences(schema, param);
    references.open.add("#");
    JsonNode result = references.expand(schema);
    return new Inlined(
        result instanceof ObjectNode object ? object : Json.object(), references.exact);
  }

  private JsonNode expand(JsonNode schema) {
    count(1);
    if (!(schema instanceof ObjectNode object)) {
      return copy(schema);
    }
    if (++depth > MAX_DEPTH) {
      throw Failures.unsupported(
          param, "The JSON schema is nested deeper than " + MAX_DEPTH + " levels.");
    }
    ObjectNode own = Json.object();
    for (Map.Entry<String, JsonNode> keyword : object.properties()) {
      String name = keyword.getKey();
      if (!REFERENCES.contains(name) && !DEFINITIONS.contains(name)) {
        own.set(name, expandKeyword(name, keyword.getValue()));
      }
    }
    JsonNode target = target(object);
    depth--;
    return target == null ? own : merge(target, own);
  }

  private JsonNode expandKeyword(String keyword, JsonNode value) {
    return switch (KeywordPlace.of(keyword)) {
      case SCHEMA -> value.isArray() ? expandAll(value) : expand(value);
      case SCHEMAS -> value.isArray() ? expandAll(value) : copy(value);
      case SCHEMAS_BY_NAME -> value.isObject() ? expandNamed(value) : copy(value);
      case DATA -> copy(value);
    };
  }

  private ArrayNode expandAll(JsonNode schemas) {
    count(1);
    ArrayNode all = Json.array();
    schemas.forEach(schema -> all.add(expand(schema)));
    return all;
  }

  private ObjectNode expandNamed(JsonNode schemas) {
    count(1);
    ObjectNode named = Json.object();
    schemas.properties().forEach(entry -> named.set(entry.getKey(), expand(entry.getValue())));
    return named;
  }

  /** What the schema refers to, expanded; null where it refers to nothing. */
  private @Nullable JsonNode target(ObjectNode schema) {
    JsonNode value = schema.get("$ref");
    if (value == null) {
      return REFERENCES.stream().anyMatch(schema::has) ? cut() : null;
    }
    String reference = value.asText();
    JsonNode found = find(reference);
    if (found == null) {
      exact = false;
      return Json.object();
    }
    if (!open.add(reference)) {
      return cut();
    }
    JsonNode expanded = expand(found);
    open.remove(reference);
    return expanded;
  }

  private ObjectNode cut() {
    exact = false;
    count(2);
    return Json.object().put("type", "object");
  }

  private @Nullable JsonNode find(String reference) {
    if (reference.equals("#")) {
      return root;
    }
    if (!reference.startsWith("#/")) {
      return null;
    }
    try {
      String encoded = reference.substring(1).replace("+", "%2B");
      String pointer = URLDecoder.decode(encoded, StandardCharsets.UTF_8);
      JsonNode found = root.at(JsonPointer.compile(pointer));
      return found.isMissingNode() ? null : found;
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }

  /**
   * Both hold. Annotations beside the reference win; constraints that differ are kept side by side.
   */
  private static JsonNode merge(JsonNode target, ObjectNode own) {
    if (own.isEmpty()) {
      return target;
    }
    if (!(target instanceof ObjectNode object) || contradict(object, own)) {
      if (own.get("allOf") instanceof ArrayNode present) {
        present.add(target);
      } else {
        own.putArray("allOf").add(target);
      }
      return own;
    }
    object.setAll(own);
    return object;
  }

  private static boolean contradict(ObjectNode target, ObjectNode own) {
    for (Map.Entry<String, JsonNode> keyword : own.properties()) {
      JsonNode other = target.get(keyword.getKey());
      if (other != null
          && !other.equals(keyword.getValue())
          && !ANNOTATIONS.contains(keyword.getKey())) {
        return true;
      }
    }
    return false;
  }

  private JsonNode copy(JsonNode data) {
    count(size(data));
    return data.deepCopy();
  }

  private static int size(JsonNode data) {
    int size = 1;
    for (JsonNode child : data) {
      size += size(child);
    }
    return size;
  }

  private void count(int more) {
    nodes += more;
    if (nodes > MAX_NODES) {
      throw Failures.unsupported(
          param,
          "The JSON schema has more than "
              + MAX_NODES
              + " nodes once its references are resolved.");
    }
  }
}
