package io.cameleer.provider.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import io.cameleer.json.Json;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaReferencesTest {

  static Stream<Arguments> references() {
    return Stream.of(
        Arguments.of(
            "a definition",
            """
            {"properties":{"home":{"$ref":"#/$defs/place"}},"$defs":{"place":{"type":"string"}}}\
            """,
            """
            {"properties":{"home":{"type":"string"}}}\
            """),
        Arguments.of(
            "a definition of older drafts",
            """
            {"items":{"$ref":"#/definitions/x"},"definitions":{"x":{"type":"null"}}}\
            """,
            """
            {"items":{"type":"null"}}\
            """),
        Arguments.of(
            "a root that is a reference",
            """
            {"$ref":"#/$defs/x","$defs":{"x":{"type":"object","properties":{}}}}\
            """,
            """
            {"type":"object","properties":{}}\
            """),
        Arguments.of(
            "a reference to a reference",
            """
            {"items":{"$ref":"#/$defs/a"},"$defs":{"a":{"$ref":"#/$defs/b"},"b":{"const":1}}}\
            """,
            """
            {"items":{"const":1}}\
            """),
        Arguments.of(
            "the same target twice, which is no cycle",
            """
            {"anyOf":[{"$ref":"#/$defs/a"},{"$ref":"#/$defs/a"}],"$defs":{"a":{"const":1}}}\
            """,
            """
            {"anyOf":[{"const":1},{"const":1}]}\
            """),
        Arguments.of(
            "a pointer into a property, with escapes",
            """
            {"properties":{"a/b c":{"type":"string"},"x":{"$ref":"#/properties/a~1b%20c"}}}\
            """,
            """
            {"properties":{"a/b c":{"type":"string"},"x":{"type":"string"}}}\
            """),
        Arguments.of(
            "a pointer with a plus sign, which is no space",
            """
            {"items":{"$ref":"#/$defs/a+b"},"$defs":{"a+b":{"const":1}}}\
            """,
            """
            {"items":{"const":1}}\
            """),
        Arguments.of(
            "annotations beside a reference win",
            """
            {"items":{"$ref":"#/$defs/a","description":"own"},
             "$defs":{"a":{"type":"string","description":"general"}}}\
            """,
            """
            {"items":{"type":"string","description":"own"}}\
            """),
        Arguments.of(
            "another constraint beside a reference is added",
            """
            {"items":{"$ref":"#/$defs/a","minLength":2},"$defs":{"a":{"type":"string"}}}\
            """,
            """
            {"items":{"type":"string","minLength":2}}\
            """),
        Arguments.of(
            "a constraint that differs is kept side by side",
            """
            {"items":{"$ref":"#/$defs/a","minLength":2},"$defs":{"a":{"minLength":1}}}\
            """,
            """
            {"items":{"minLength":2,"allOf":[{"minLength":1}]}}\
            """),
        Arguments.of(
            "and joins an allOf that is there",
            """
            {"items":{"$ref":"#/$defs/a","minLength":2,"allOf":[{"maxLength":9}]},
             "$defs":{"a":{"minLength":1}}}\
            """,
            """
            {"items":{"minLength":2,"allOf":[{"maxLength":9},{"minLength":1}]}}\
            """),
        Arguments.of(
            "a boolean target",
            """
            {"items":{"$ref":"#/$defs/never"},"$defs":{"never":false}}\
            """,
            """
            {"items":false}\
            """),
        Arguments.of(
            "a boolean target with something beside it",
            """
            {"items":{"$ref":"#/$defs/never","title":"t"},"$defs":{"never":false}}\
            """,
            """
            {"items":{"title":"t","allOf":[false]}}\
            """),
        Arguments.of(
            "a root whose target is a boolean",
            """
            {"$ref":"#/$defs/any","$defs":{"any":true}}\
            """,
            "{}"),
        Arguments.of(
            "properties called like keywords",
            """
            {"properties":{"$ref":{"type":"string"},"$defs":{"$ref":"#/$defs/a"}},
             "$defs":{"a":{"const":1}}}\
            """,
            """
            {"properties":{"$ref":{"type":"string"},"$defs":{"const":1}}}\
            """),
        Arguments.of(
            "data that look like references",
            """
            {"enum":[{"$ref":"#/x"}],"default":{"$defs":{}},"anyOf":"odd","properties":[1]}\
            """,
            """
            {"enum":[{"$ref":"#/x"}],"default":{"$defs":{}},"anyOf":"odd","properties":[1]}\
            """),
        Arguments.of(
            "an array of item schemas",
            """
            {"items":[{"$ref":"#/$defs/a"},true],"$defs":{"a":{"const":1}}}\
            """,
            """
            {"items":[{"const":1},true]}\
            """));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("references")
  void localReferencesAreReplacedByWhatTheyReferTo(String what, String schema, String expected)
      throws JsonProcessingException {
    ObjectNode original = schema(schema);

    SchemaReferences.Inlined inlined = SchemaReferences.resolve(original, "tools");

    assertThat(inlined.schema()).isEqualTo(schema(expected));
    assertThat(inlined.exact()).isTrue();
    assertThat(original).as("the original").isEqualTo(schema(schema));
  }

  static Stream<Arguments> cuts() {
    return Stream.of(
        Arguments.of(
            "a schema inside itself",
            """
            {"properties":{"next":{"$ref":"#"}}}\
            """,
            """
            {"properties":{"next":{"type":"object"}}}\
            """),
        Arguments.of(
            "a definition inside itself is followed once",
            """
            {"items":{"$ref":"#/$defs/n"},"$defs":{"n":{"items":{"$ref":"#/$defs/n"}}}}\
            """,
            """
            {"items":{"items":{"type":"object"}}}\
            """),
        Arguments.of(
            "a reference to itself",
            """
            {"items":{"$ref":"#/$defs/a"},"$defs":{"a":{"$ref":"#/$defs/a"}}}\
            """,
            """
            {"items":{"type":"object"}}\
            """),
        Arguments.of(
            "references of later drafts, which are for recursion",
            """
            {"items":{"$dynamicRef":"#node"},"not":{"$recursiveRef":"#"}}\
            """,
            """
            {"items":{"type":"object"},"not":{"type":"object"}}\
            """),
        Arguments.of(
            "a reference to another document",
            """
            {"items":{"$ref":"https://example.com/a.json","title":"t"}}\
            """,
            """
            {"items":{"title":"t"}}\
            """),
        Arguments.of(
            "a reference to nothing",
            """
            {"items":{"$ref":"#/$defs/gone"}}\
            """,
            """
            {"items":{}}\
            """),
        Arguments.of(
            "a malformed reference",
            """
            {"items":{"$ref":"#/%zz"},"contains":{"$ref":5}}\
            """,
            """
            {"items":{},"contains":{}}\
            """));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cuts")
  void whatCantBeReplacedIsCutAndSaidToBeSo(String what, String schema, String expected)
      throws JsonProcessingException {
    SchemaReferences.Inlined inlined = SchemaReferences.resolve(schema(schema), "tools");

    assertThat(inlined.schema()).isEqualTo(schema(expected));
    assertThat(inlined.exact()).isFalse();
  }

  @Test
  void referencesThatMultiplyAreRefused() {
    ObjectNode schema = Json.object();
    ObjectNode definitions = schema.put("$ref", "#/$defs/d0").putObject("$defs");
    for (int i = 0; i < 30; i++) {
      definitions
          .putObject("d" + i)
          .putArray("anyOf")
          .add(Json.object().put("$ref", "#/$defs/d" + (i + 1)))
          .add(Json.object().put("$ref", "#/$defs/d" + (i + 1)));
    }
    definitions.putObject("d30").put("type", "string");

    assertRefused(schema, "more than 20000 nodes");
  }

  @Test
  void dataThatAReferenceMultipliesCountToo() {
    ObjectNode schema = Json.object();
    for (int i = 0; i < 30; i++) {
      schema.withArray("anyOf").addObject().put("$ref", "#/$defs/big");
    }
    for (int i = 0; i < 1_000; i++) {
      schema.withObject("/$defs/big").withArray("enum").add(i);
    }

    assertRefused(schema, "more than 20000 nodes");
  }

  @ParameterizedTest
  @ValueSource(ints = {65, 5_000})
  void chainsThatAreTooLongAreRefused(int length) {
    ObjectNode schema = Json.object().put("$ref", "#/$defs/d0");
    ObjectNode definitions = schema.putObject("$defs");
    for (int i = 0; i < length; i++) {
      definitions.putObject("d" + i).put("$ref", "#/$defs/d" + (i + 1));
    }
    definitions.putObject("d" + length).put("type", "string");

    assertRefused(schema, "deeper than 64 levels");
  }

  private static void assertRefused(ObjectNode schema, String why) {
    assertThatThrownBy(() -> SchemaReferences.resolve(schema, "response_format"))
        .isInstanceOfSatisfying(
            CallFailedException.class,
            thrown -> {
              Failure failure = thrown.failure();
              assertThat(failure.status()).isEqualTo(400);
              assertThat(failure.param()).isEqualTo("response_format");
              assertThat(failure.message()).contains(why);
            });
  }

  private static ObjectNode schema(String json) throws JsonProcessingException {
    return (ObjectNode) Json.read(json);
  }
}
