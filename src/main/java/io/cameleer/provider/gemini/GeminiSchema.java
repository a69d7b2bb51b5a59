package io.cameleer.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.json.Json;
import io.cameleer.provider.schema.SchemaReferences;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Writes a lowered JSON schema as Gemini's older {@code Schema}, a part of OpenAPI's, which every
 * endpoint and model knows: types one by one and in capitals, null as {@code nullable}, no
 * references, no objects without properties. What it can't say stands in descriptions.
 */
final class GeminiSchema {

  private static final String TYPE = "type";
  private static final String ANY_OF = "anyOf";
  private static final String ONE_OF = "oneOf";
  private static final String ITEMS = "items";
  private static final String PROPERTIES = "properties";
  private static final String STRING = "STRING";
  private static final Set<String> TEXT_FORMATS = Set.of("enum", "date-time");

  private final JsonNode schema;
  private final ObjectNode written = Json.object();

  private GeminiSchema(JsonNode schema) {
    this.schema = schema;
  }

  /** Writes all schemas of a request's body so. */
  static void rewrite(ObjectNode body) {
    for (JsonNode tool : body.path("tools")) {
      for (JsonNode declaration : tool.path("functionDeclarations")) {
        replace(declaration, "parametersJsonSchema", "parameters");
      }
    }
    replace(body.path("generationConfig"), "responseJsonSchema", "responseSchema");
  }

  private static void replace(JsonNode holder, String field, String olderField) {
    if (holder instanceof ObjectNode object && object.get(field) instanceof ObjectNode schema) {
      ObjectNode plain = SchemaReferences.resolve(schema, field).schema();
      object.remove(field);
      object.set(olderField, of(plain));
    }
  }

  private static ObjectNode of(JsonNode schema) {
    return new GeminiSchema(schema).write();
  }

  private ObjectNode write() {
    copy("title", "description");
    List<JsonNode> branches = branches();
    if (branches.isEmpty() || schema.has(PROPERTIES)) {
      writeType(type());
      note(ANY_OF);
      note(ONE_OF);
    } else if (branches.size() == 1) {
      written.setAll(of(branches.getFirst()));
    } else {
      ArrayNode anyOf = written.putArray(ANY_OF);
      branches.forEach(branch -> anyOf.add(of(branch)));
    }
    if (admitsNull()) {
      written.put("nullable", true);
    }
    return written;
  }

  /** The kinds of values the schema takes, null aside, where they are several or given as such. */
  private List<JsonNode> branches() {
    List<JsonNode> branches = new ArrayList<>();
    for (String keyword : List.of(ANY_OF, ONE_OF)) {
      for (JsonNode branch : schema.path(keyword)) {
        if (!branch.path(TYPE).asText().equals("null")) {
          branches.add(branch);
        }
      }
    }
    if (branches.isEmpty() && types().size() > 1) {
      for (String type : types()) {
        ObjectNode branch = schema.deepCopy();
        branch.remove(List.of("title", "description"));
        branches.add(branch.put(TYPE, type));
      }
    }
    return branches;
  }

  private List<String> types() {
    List<String> types = new ArrayList<>();
    JsonNode type = schema.path(TYPE);
    for (JsonNode each : type.isArray() ? type : Json.array().add(type)) {
      if (each.isTextual() && !each.textValue().equals("null")) {
        types.add(each.textValue());
      }
    }
    return types;
  }

  private boolean admitsNull() {
    for (JsonNode type : schema.path(TYPE)) {
      if (type.asText().equals("null")) {
        return true;
      }
    }
    for (String keyword : List.of(ANY_OF, ONE_OF)) {
      for (JsonNode branch : schema.path(keyword)) {
        if (branch.path(TYPE).asText().equals("null")) {
          return true;
        }
      }
    }
    return false;
  }

  private String type() {
    if (!types().isEmpty()) {
      return types().getFirst().toUpperCase(Locale.ROOT);
    }
    return schema.has(PROPERTIES) ? "OBJECT" : STRING;
  }

  private void writeType(String type) {
    written.put(TYPE, type);
    switch (type) {
      case "OBJECT" -> writeObject();
      case "ARRAY" -> writeArray();
      case STRING -> writeText();
      default -> {
        copy("format", "minimum", "maximum");
        note("enum");
      }
    }
  }

  private void writeObject() {
    note("additionalProperties");
    if (schema.path(PROPERTIES).isEmpty()) {
      // an object without properties is refused
      written.put(TYPE, STRING);
      SchemaNotes.append(written, "a JSON object");
      return;
    }
    ObjectNode properties = written.putObject(PROPERTIES);
    for (Map.Entry<String, JsonNode> property : schema.path(PROPERTIES).properties()) {
      properties.set(property.getKey(), of(property.getValue()));
    }
    copy("required", "propertyOrdering");
  }

  private void writeArray() {
    for (String limit : List.of("minItems", "maxItems")) {
      if (schema.has(limit)) {
        written.put(limit, schema.get(limit).asText());
      }
    }
    JsonNode places = schema.path("prefixItems");
    if (schema.has(ITEMS)) {
      written.set(ITEMS, of(schema.get(ITEMS)));
    } else if (places.isEmpty()) {
      written.set(ITEMS, Json.object().put(TYPE, STRING));
    } else {
      ObjectNode anyOf = Json.object();
      anyOf.set(ANY_OF, places);
      written.set(ITEMS, of(anyOf));
    }
  }

  private void writeText() {
    String format = schema.path("format").asText();
    if (TEXT_FORMATS.contains(format)) {
      written.put("format", format);
    } else {
      note("format");
    }
    ArrayNode values = Json.array();
    for (JsonNode value : schema.path("enum")) {
      values.add(value.asText());
    }
    if (!values.isEmpty()) {
      written.set("enum", values);
    }
  }

  private void copy(String... keywords) {
    for (String keyword : keywords) {
      if (schema.has(keyword)) {
        written.set(keyword, schema.get(keyword));
      }
    }
  }

  private void note(String keyword) {
    JsonNode value = schema.path(keyword);
    if (!value.isMissingNode() && !value.isBoolean()) {
      SchemaNotes.append(written, keyword + ": " + SchemaNotes.shortText(value));
    }
  }
}
