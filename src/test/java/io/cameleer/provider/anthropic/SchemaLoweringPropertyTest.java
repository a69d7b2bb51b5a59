package io.cameleer.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.chat.CallFailedException;
import io.cameleer.json.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SchemaLoweringPropertyTest {

  private static final Set<String> ENFORCED =
      Set.of(
          "type",
          "title",
          "description",
          "default",
          "enum",
          "const",
          "anyOf",
          "properties",
          "required",
          "additionalProperties",
          "items",
          "format",
          "pattern",
          "minItems");

  /** Some are keywords, which must not matter. */
  private static final List<String> NAMES =
      List.of("a", "b", "c", "type", "$ref", "properties", "required", "allOf", "minimum");

  @Property(tries = 500)
  void onlyEnforcedKeywordsAreLeft(@ForAll("schemas") ObjectNode schema) {
    SchemaLowering.Lowered lowered = SchemaLowering.lower(schema, "tools");

    assertThat(lowered).isNotNull();
    assertEnforced(lowered.schema());
  }

  @Property(tries = 500)
  void loweringTwiceIsLoweringOnce(@ForAll("schemas") ObjectNode schema) {
    SchemaLowering.Lowered once = SchemaLowering.lower(schema, "tools");
    SchemaLowering.Lowered twice = SchemaLowering.lower(once.schema(), "tools");

    assertThat(twice).isEqualTo(once);
  }

  @Property(tries = 500)
  void noPropertyNameIsLost(@ForAll("schemas") ObjectNode schema) {
    Set<String> names = names(schema);

    assertThat(names(SchemaLowering.lower(schema, "tools").schema())).isEqualTo(names);
  }

  @Property(tries = 500)
  void theResultGrowsNoFasterThanTheSchema(@ForAll("schemas") ObjectNode schema) {
    int before = Json.text(schema).length();

    int after = Json.text(SchemaLowering.lower(schema, "tools").schema()).length();

    assertThat(after).isLessThanOrEqualTo(5 * before + 100);
  }

  @Property(tries = 500)
  void anyTangleOfReferencesComesToAnEnd(@ForAll("tangles") ObjectNode schema) {
    SchemaLowering.Lowered lowered;
    try {
      lowered = SchemaLowering.lower(schema, "tools");
    } catch (CallFailedException tooLarge) {
      assertThat(tooLarge.failure().status()).isEqualTo(400);
      return;
    }
    if (lowered != null) {
      assertEnforced(lowered.schema());
    }
  }

  /** Schemas that can be enforced, with every kind of keyword that can't be. */
  @Provide
  Arbitrary<ObjectNode> schemas() {
    return schemas(3);
  }

  private static Arbitrary<ObjectNode> schemas(int depth) {
    Arbitrary<ObjectNode> leaf = Arbitraries.of(leaves()).map(ObjectNode::deepCopy);
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<ObjectNode> inner = Arbitraries.lazy(() -> schemas(depth - 1));
    Arbitrary<ObjectNode> array = inner.map(items -> with("type", "array").set("items", items));
    Arbitrary<List<ObjectNode>> several = inner.list().ofMinSize(1).ofMaxSize(3);
    Arbitrary<ObjectNode> union =
        Combinators.combine(Arbitraries.of("anyOf", "oneOf"), several)
            .as((keyword, branches) -> Json.object().set(keyword, array(branches)));
    Arbitrary<ObjectNode> both =
        Combinators.combine(objects(inner, List.of("a", "b")), objects(inner, List.of("c", "type")))
            .as((one, other) -> Json.object().set("allOf", array(List.of(one, other))));
    return Arbitraries.oneOf(leaf, objects(inner, NAMES), array, union, both);
  }

  private static List<ObjectNode> leaves() {
    return List.of(
        with("type", "string").put("minLength", 1).put("description", "d"),
        with("type", "string").put("format", "uuid").put("pattern", "^a"),
        with("type", "string").put("format", "iri").put("pattern", "(?=a)"),
        with("type", "number").put("minimum", 1.5).put("multipleOf", 2),
        with("type", "boolean").put("title", "t").put("default", true),
        with("type", "null").put("$comment", "c"),
        Json.object().set("enum", Json.array().add("a").add(1)),
        Json.object().put("const", 7),
        with("type", "string").set("not", Json.object().put("const", "x")));
  }

  private static Arbitrary<ObjectNode> objects(Arbitrary<ObjectNode> inner, List<String> names) {
    return Combinators.combine(
            Arbitraries.maps(Arbitraries.of(names), inner).ofMinSize(1).ofMaxSize(3),
            Arbitraries.of(names).set().ofMaxSize(3),
            Arbitraries.of(0, 1, 2))
        .as(SchemaLoweringPropertyTest::object);
  }

  private static ObjectNode object(
      Map<String, ObjectNode> properties, Set<String> required, int openness) {
    ObjectNode object = with("type", "object");
    object.putObject("properties").setAll(properties);
    required.forEach(name -> object.withArray("required").add(name));
    if (openness == 1) {
      object.put("additionalProperties", true).put("minProperties", 1);
    } else if (openness == 2) {
      object.putObject("patternProperties").putObject("^x").put("type", "string");
    }
    return object;
  }

  @Provide
  Arbitrary<ObjectNode> tangles() {
    Arbitrary<ObjectNode> reference =
        Arbitraries.of("#", "#/$defs/d0", "#/$defs/d1", "#/$defs/d2", "#/properties/a", "#/no")
            .map(target -> Json.object().put("$ref", target));
    Arbitrary<ObjectNode> node = Arbitraries.oneOf(reference, schemas(1));
    Arbitrary<ObjectNode> branching =
        node.list().ofMinSize(1).ofMaxSize(4).map(all -> Json.object().set("anyOf", array(all)));
    return Combinators.combine(objects(node, NAMES), branching.list().ofSize(3))
        .as((root, definitions) -> {
          for (int i = 0; i < definitions.size(); i++) {
            root.withObject("/$defs").set("d" + i, definitions.get(i));
          }
          return root;
        });
  }

  private static void assertEnforced(JsonNode schema) {
    assertThat(schema.propertyStream().map(Map.Entry::getKey)).isSubsetOf(ENFORCED);
    if (schema.has("properties")) {
      assertThat(schema.path("additionalProperties")).isEqualTo(Json.node(false));
    }
    assertThat(schema.has("type") || schema.has("anyOf")).isTrue();
    schema.path("properties").forEach(SchemaLoweringPropertyTest::assertEnforced);
    schema.path("anyOf").forEach(SchemaLoweringPropertyTest::assertEnforced);
    if (schema.has("items")) {
      assertEnforced(schema.path("items"));
    }
  }

  private static Set<String> names(JsonNode schema) {
    Set<String> names = new HashSet<>();
    schema
        .path("properties")
        .properties()
        .forEach(property -> {
          names.add(property.getKey());
          names.addAll(names(property.getValue()));
        });
    for (String keyword : List.of("anyOf", "oneOf", "allOf")) {
      schema.path(keyword).forEach(branch -> names.addAll(names(branch)));
    }
    if (schema.has("items")) {
      names.addAll(names(schema.path("items")));
    }
    return names;
  }

  private static ArrayNode array(List<ObjectNode> schemas) {
    return Json.array().addAll(schemas);
  }

  private static ObjectNode with(String keyword, String value) {
    return Json.object().put(keyword, value);
  }
}
