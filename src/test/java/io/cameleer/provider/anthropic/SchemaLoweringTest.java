package io.cameleer.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.json.Json;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaLoweringTest {

  static Stream<Arguments> lowered() {
    return Stream.of(
        Arguments.of(
            "objects are closed",
            """
            {"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}\
            """,
            """
            {"type":"object","properties":{"a":{"type":"string"}},"required":["a"],
             "additionalProperties":false}\
            """),
        Arguments.of(
            "an object that may have further properties is closed, too",
            """
            {"type":"object","properties":{"a":{"type":"null"}},"additionalProperties":true}\
            """,
            """
            {"type":"object","properties":{"a":{"type":"null"}},"additionalProperties":false}\
            """),
        Arguments.of(
            "of what type these are is told",
            """
            {"properties":{"a":{"type":"null"}},"additionalProperties":{"type":"string"}}\
            """,
            """
            {"properties":{"a":{"type":"null"}},"type":"object","additionalProperties":false,
             "description":
               "Constraints: {\\"additionalProperties\\":{\\"type\\":\\"string\\"}}"}\
            """),
        Arguments.of(
            "an object said to be empty stays so",
            """
            {"type":"object","additionalProperties":false}\
            """,
            """
            {"type":"object","additionalProperties":false}\
            """),
        Arguments.of(
            "constraints that can't be enforced are told",
            """
            {"type":"integer","minimum":1,"maximum":9,"description":"A digit."}\
            """,
            """
            {"type":"integer",
             "description":"A digit.\\nConstraints: {\\"minimum\\":1,\\"maximum\\":9}"}\
            """),
        Arguments.of(
            "oneOf becomes anyOf, the type beside it goes",
            """
            {"type":["string","null"],"oneOf":[{"type":"string"},{"type":"null"}]}\
            """,
            """
            {"anyOf":[{"type":"string"},{"type":"null"}]}\
            """),
        Arguments.of(
            "known formats stay, others are told",
            """
            {"type":"array","minItems":1,"items":
              {"anyOf":[{"type":"string","format":"date"},{"type":"string","format":"iri"}]}}\
            """,
            """
            {"type":"array","minItems":1,"items":{"anyOf":[{"type":"string","format":"date"},
             {"type":"string","description":"Constraints: {\\"format\\":\\"iri\\"}"}]}}\
            """),
        Arguments.of(
            "larger arrays are told",
            """
            {"type":"array","minItems":2,"items":{"type":"string"}}\
            """,
            """
            {"type":"array","items":{"type":"string"},
             "description":"Constraints: {\\"minItems\\":2}"}\
            """),
        Arguments.of(
            "simple patterns stay, difficult ones are told",
            """
            {"anyOf":[{"type":"string","pattern":"^[a-z]{2,5}$"},
                      {"type":"string","pattern":"^(?!x)"}]}\
            """,
            """
            {"anyOf":[{"type":"string","pattern":"^[a-z]{2,5}$"},
             {"type":"string","description":"Constraints: {\\"pattern\\":\\"^(?!x)\\"}"}]}\
            """),
        Arguments.of(
            "the type of an enum or constant without one is named",
            """
            {"anyOf":[{"enum":["a","b"]},{"enum":["a",null,1]},{"const":true},{"const":1.5}]}\
            """,
            """
            {"anyOf":[{"enum":["a","b"],"type":"string"},
             {"enum":["a",null,1],"type":["string","null","integer"]},
             {"const":true,"type":"boolean"},{"const":1.5,"type":"number"}]}\
            """),
        Arguments.of(
            "the branches of allOf are merged",
            """
            {"description":"Both.","allOf":[
              {"type":"object","title":"A","description":"One.","properties":
                {"a":{"type":"string"},"c":{"type":"string"}},"required":["a"]},
              {"type":"object","title":"B","properties":{"b":{"type":"string"},
                "c":{"description":"See."}},"required":["b","a"],"additionalProperties":false}]}\
            """,
            """
            {"description":"Both.\\nOne.","type":"object","title":"A","properties":
              {"a":{"type":"string"},"c":{"type":"string","description":"See."},
               "b":{"type":"string"}},"required":["a","b"],"additionalProperties":false}\
            """),
        Arguments.of(
            "a branch of allOf that says nothing is left out",
            """
            {"allOf":[true,{"type":"string"}]}\
            """,
            """
            {"type":"string"}\
            """),
        Arguments.of(
            "references are replaced by their targets",
            """
            {"$schema":"x","properties":{"a":{"$ref":"#/$defs/t"}},
             "$defs":{"t":{"type":"null"}}}\
            """,
            """
            {"properties":{"a":{"type":"null"}},"type":"object","additionalProperties":false}\
            """),
        Arguments.of(
            "a required name without a property is left out",
            """
            {"type":"object","properties":{"a":{"type":"null"}},"required":["b"]}\
            """,
            """
            {"type":"object","properties":{"a":{"type":"null"}},"additionalProperties":false}\
            """),
        Arguments.of(
            "properties called like keywords are properties",
            """
            {"type":"object","properties":{"minimum":{"type":"string"},"$ref":{"type":"string"},
             "allOf":{"type":"null"}},"required":["$ref","minimum","allOf"]}\
            """,
            """
            {"type":"object","properties":{"minimum":{"type":"string"},"$ref":{"type":"string"},
             "allOf":{"type":"null"}},"required":["$ref","minimum","allOf"],
             "additionalProperties":false}\
            """));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lowered")
  void aSchemaIsBroughtDownToWhatIsEnforced(String what, String schema, String expected)
      throws JsonProcessingException {
    SchemaLowering.Lowered lowered = SchemaLowering.lower(schema(schema), "tools");

    assertThat(lowered).isNotNull();
    assertThat(lowered.schema()).isEqualTo(schema(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"type\":\"object\"}",
        "{\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\"}}",
        "{\"type\":\"object\",\"properties\":{},\"patternProperties\":{\"^x\":{}},"
            + "\"additionalProperties\":false}",
        "{\"properties\":{\"a\":true}}",
        "{\"properties\":{\"a\":{}}}",
        "{\"properties\":[1]}",
        "{\"properties\":{\"next\":{\"$ref\":\"#\"}}}",
        "{\"properties\":{\"a\":{\"$ref\":\"https://example.com/a.json\"}}}",
        "{\"type\":\"array\"}",
        "{\"type\":\"array\",\"items\":[{\"type\":\"string\"}]}",
        "{\"type\":\"string\",\"items\":{\"type\":\"string\"}}",
        "{\"type\":\"string\",\"properties\":{\"a\":{\"type\":\"string\"}}}",
        "{\"type\":\"file\"}",
        "{\"type\":7}",
        "{\"enum\":[]}",
        "{\"enum\":[{}]}",
        "{\"const\":[1]}",
        "{\"anyOf\":[]}",
        "{\"anyOf\":\"odd\"}",
        "{\"anyOf\":[{\"type\":\"string\"}],\"oneOf\":[{\"type\":\"string\"}]}",
        "{\"anyOf\":[{\"type\":\"string\"}],\"properties\":{\"a\":{\"type\":\"string\"}}}",
        "{\"allOf\":[{\"type\":\"string\"},{\"type\":\"null\"}]}",
        "{\"allOf\":[{\"type\":\"string\"},false]}",
        "{\"allOf\":{\"type\":\"string\"}}",
        "{\"allOf\":[{\"properties\":{\"a\":{\"type\":\"null\"}},\"additionalProperties\":{}},"
            + "{\"additionalProperties\":false}]}"
      })
  void aSchemaThatWouldMeanSomethingElseIsNotLowered(String schema) throws JsonProcessingException {
    assertThat(SchemaLowering.lower(schema(schema), "tools")).isNull();
  }

  @Test
  void optionalPropertiesAndUnionsAreCountedAtEveryDepth() throws JsonProcessingException {
    SchemaLowering.Lowered lowered =
        SchemaLowering.lower(
            schema(
                """
                {"properties":{"a":{"type":["string","null"]},"b":{"properties":
                  {"c":{"anyOf":[{"type":"string"},{"type":"null"}]}}}},"required":["a"]}\
                """),
            "tools");

    assertThat(lowered).isNotNull();
    assertThat(lowered.optionalProperties()).isEqualTo(2);
    assertThat(lowered.unions()).isEqualTo(2);
  }

  @Test
  void aRequestHasRoomForSoManyStrictTools() {
    SchemaLimits limits = new SchemaLimits();
    SchemaLowering.Lowered small = new SchemaLowering.Lowered(Json.object(), 0, 0);

    for (int i = 0; i < 20; i++) {
      assertThat(limits.admitTool(small)).isTrue();
    }

    assertThat(limits.admitTool(small)).isFalse();
    assertThat(limits.admit(small)).as("the answer's schema is no tool").isTrue();
  }

  @Test
  void toolsAndAnswerShareTheRoomForOptionalPropertiesAndUnions() {
    SchemaLimits limits = new SchemaLimits();

    assertThat(limits.admitTool(new SchemaLowering.Lowered(Json.object(), 20, 10))).isTrue();
    assertThat(limits.admit(new SchemaLowering.Lowered(Json.object(), 5, 0))).isFalse();
    assertThat(limits.admit(new SchemaLowering.Lowered(Json.object(), 0, 7))).isFalse();
    assertThat(limits.admit(new SchemaLowering.Lowered(Json.object(), 4, 6))).isTrue();
  }

  private static ObjectNode schema(String json) throws JsonProcessingException {
    return (ObjectNode) Json.read(json);
  }
}
