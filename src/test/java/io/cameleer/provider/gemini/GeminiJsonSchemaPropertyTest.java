package io.cameleer.provider.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.json.Json;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Schemas of all keywords in all combinations, sensible or not. */
class GeminiJsonSchemaPropertyTest {

  /** As Gemini's API reference lists them for {@code responseJsonSchema}. */
  private static final Set<String> SUPPORTED =
      Set.of(
          "$defs",
          "$ref",
          "type",
          "format",
          "title",
          "description",
          "enum",
          "items",
          "prefixItems",
          "minItems",
          "maxItems",
          "minimum",
          "maximum",
          "anyOf",
          "oneOf",
          "properties",
          "additionalProperties",
          "required",
          "propertyOrdering");

  private static final List<String> NAMES =
      List.of("a", "b", "type", "const", "properties", "required", "$ref", "allOf", "default");

  private static final List<String> SCHEMA_PLACES =
      List.of("items", "additionalProperties", "not", "if", "contains");
  private static final List<String> LIST_PLACES = List.of("anyOf", "oneOf", "allOf", "prefixItems");
  private static final List<String> NAMED_PLACES =
      List.of("properties", "properties", "$defs", "definitions", "patternProperties");

  @Property
  void onlyKeywordsThatGeminiKnowsRemain(@ForAll("schemas") ObjectNode schema) {
    assertSupported(lower(schema));
  }

  @Property
  void loweringTwiceIsLoweringOnce(@ForAll("schemas") ObjectNode schema) {
    JsonNode once = lower(schema);

    assertThat(lower((ObjectNode) once)).isEqualTo(once);
  }

  @Property
  void theGivenSchemaIsNotChanged(@ForAll("schemas") ObjectNode schema) {
    ObjectNode before = schema.deepCopy();
    lower(schema);

    assertThat((JsonNode) schema).isEqualTo(before);
  }

  @Property
  void propertiesKeepTheirNamesWhateverTheyAreCalled(@ForAll("schemas") ObjectNode schema) {
    ObjectNode parent = Json.object().put("type", "object");
    ObjectNode properties = parent.putObject("properties");
    ArrayNode required = parent.putArray("required");
    for (String name : NAMES) {
      properties.set(name, schema);
      required.add(name);
    }

    JsonNode lowered = lower(parent);

    assertThat(lowered.path("properties").fieldNames())
        .toIterable()
        .containsExactlyElementsOf(NAMES);
    assertThat(lowered.path("required")).isEqualTo(required);
  }

  private static JsonNode lower(ObjectNode schema) {
    return GeminiJsonSchema.lower(schema, "tools[0].function.parameters");
  }

  private static void assertSupported(JsonNode schema) {
    assertThat(schema.isObject()).as(schema.toString()).isTrue();
    for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
      assertThat(SUPPORTED).contains(keyword.getKey());
      JsonNode value = keyword.getValue();
      switch (keyword.getKey()) {
        case "items" -> assertSupported(value);
        case "additionalProperties" -> {
          if (!value.isBoolean()) {
            assertSupported(value);
          }
        }
        case "anyOf", "oneOf", "prefixItems" ->
            value.forEach(GeminiJsonSchemaPropertyTest::assertSupported);
        case "properties", "$defs" -> value.forEach(GeminiJsonSchemaPropertyTest::assertSupported);
        case "required", "propertyOrdering" ->
            value.forEach(
                name -> assertThat(schema.path("properties").has(name.asText())).isTrue());
        case "enum" ->
            value.forEach(each -> assertThat(each.isTextual() || each.isNumber()).isTrue());
        case "type" -> assertThat(value.isTextual() || value.isArray()).isTrue();
        case "$ref" -> assertThat(schema).hasSize(1);
        default -> assertThat(value.isValueNode()).isTrue();
      }
    }
  }

  @Provide
  Arbitrary<ObjectNode> schemas() {
    return Arbitraries.lazy(this::recursiveSchemas);
  }

  private Arbitrary<ObjectNode> recursiveSchemas() {
    return schemas(3);
  }

  private static Arbitrary<ObjectNode> schemas(int depth) {
    Arbitrary<Map.Entry<String, JsonNode>> keywords =
        depth == 0
            ? plainKeywords()
            : Arbitraries.frequencyOf(
                Tuple.of(3, plainKeywords()), Tuple.of(2, nestedKeywords(depth - 1)));
    return keywords
        .list()
        .ofMaxSize(5)
        .map(fields -> {
          ObjectNode schema = Json.object();
          fields.forEach(field -> schema.set(field.getKey(), field.getValue().deepCopy()));
          return schema;
        });
  }

  private static Arbitrary<Map.Entry<String, JsonNode>> plainKeywords() {
    Arbitrary<String> keywords =
        Arbitraries.of(
            "type",
            "title",
            "description",
            "format",
            "enum",
            "const",
            "default",
            "minItems",
            "minimum",
            "required",
            "propertyOrdering",
            "nullable",
            "pattern",
            "$id",
            "$ref",
            "x-a",
            "items",
            "properties",
            "anyOf",
            "allOf",
            "additionalProperties");
    return Combinators.combine(keywords, values()).as(Map::entry);
  }

  private static Arbitrary<JsonNode> values() {
    return Arbitraries.of(
            "\"string\"",
            "\"object\"",
            "\"#/$defs/a\"",
            "\"#\"",
            "\"a\"",
            "1",
            "2.5",
            "true",
            "false",
            "null",
            "[]",
            "{}",
            "[\"a\",\"b\",null]",
            "[1,2]",
            "[true]",
            "[\"string\",\"null\"]",
            "[\"type\",\"const\"]")
        .map(GeminiJsonSchemaPropertyTest::read);
  }

  private static Arbitrary<Map.Entry<String, JsonNode>> nestedKeywords(int depth) {
    Arbitrary<ObjectNode> inner = schemas(depth);
    Arbitrary<Map.Entry<String, JsonNode>> single =
        Combinators.combine(Arbitraries.of(SCHEMA_PLACES), inner).as(Map::entry);
    Arbitrary<Map.Entry<String, JsonNode>> several =
        Combinators.combine(Arbitraries.of(LIST_PLACES), inner.list().ofMaxSize(3))
            .as((place, list) -> Map.entry(place, Json.array().addAll(list)));
    Arbitrary<Map.Entry<String, JsonNode>> named =
        Combinators.combine(
                Arbitraries.of(NAMED_PLACES),
                Arbitraries.maps(Arbitraries.of(NAMES), inner).ofMaxSize(3))
            .as((place, map) -> {
              ObjectNode all = Json.object();
              all.setAll(map);
              return Map.entry(place, all);
            });
    return Arbitraries.oneOf(single, several, named);
  }

  private static JsonNode read(String json) {
    try {
      return Json.read(json);
    } catch (JsonProcessingException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }
}
