package io.cameleer.provider.gemini;

import static io.cameleer.provider.gemini.Exchanges.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.chat.CallFailedException;
import io.cameleer.json.Json;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GeminiJsonSchemaTest {

  static Stream<Arguments> schemas() {
    return Stream.of(
        // what Gemini takes stays
        same("{'type':'array','items':{'format':'date'},'minItems':1,'maxItems':9}"),
        same("{'type':'number','minimum':0,'maximum':1.5,'title':'Share','description':'A share'}"),
        same("{'prefixItems':[{'type':'string'},{'type':'integer'}]}"),
        same("{'anyOf':[{'type':'string'},{'type':'null'}]}"),
        same("{'type':'object','additionalProperties':{'type':'string'}}"),
        same("{'type':'object','properties':{'a':{},'b':{}},'propertyOrdering':['b','a']}"),
        // names of properties are no keywords
        same(
            "{'type':'object','properties':{'const':{'type':'string'},'allOf':{},'$ref':{},"
                + "'default':{'type':'string'}},'required':['const','$ref']}"),
        // types
        lowered("{'type':'STRING'}", "{'type':'string'}"),
        lowered("{'type':['string','nonsense']}", "{'type':'string'}"),
        lowered("{'type':['nonsense',3]}", "{}"),
        lowered("{'type':'string','nullable':true}", "{'type':['string','null']}"),
        lowered("{'nullable':true}", "{}"),
        lowered(
            "{'type':['string','integer'],'nullable':true}",
            "{'type':['string','integer','null']}"),
        // values
        lowered("{'const':'a'}", "{'enum':['a'],'type':'string'}"),
        lowered("{'const':1,'enum':[1,2]}", "{'enum':[1],'type':'integer'}"),
        lowered("{'const':1.5}", "{'enum':[1.5],'type':'number'}"),
        lowered("{'const':null}", "{'type':'null'}"),
        lowered("{'const':true}", "{'description':'enum: [true]','type':'boolean'}"),
        lowered("{'const':{'a':1}}", "{'description':'enum: [{\\\"a\\\":1}]'}"),
        lowered("{'enum':['a',null]}", "{'enum':['a'],'type':['string','null']}"),
        lowered("{'enum':[null,'a']}", "{'enum':['a'],'type':['string','null']}"),
        lowered("{'enum':[1,2.5]}", "{'enum':[1,2.5],'type':'number'}"),
        lowered("{'enum':['a',1]}", "{'enum':['a',1]}"),
        lowered(
            "{'enum':['a',[]],'type':'string'}",
            "{'description':'enum: [\\\"a\\\",[]]','type':'string'}"),
        lowered(
            "{'type':['string','null'],'enum':['a',null]}",
            "{'type':['string','null'],'enum':['a']}"),
        lowered("{'type':'null','enum':[null]}", "{'type':'null'}"),
        lowered(
            "{'anyOf':[{'type':'string'}],'enum':['a']}",
            "{'anyOf':[{'type':'string'}],'enum':['a']}"),
        lowered("{'enum':'a'}", "{}"),
        // keywords that Gemini does not know
        lowered(
            "{'type':'string','description':'A name','minLength':1,'pattern':'^a'}",
            "{'type':'string','description':'A name; minLength: 1; pattern: \\\"^a\\\"'}"),
        lowered("{'description':'','default':5}", "{'description':'default: 5'}"),
        lowered("{'$schema':'x','$id':'y','x-order':3,'deprecated':true,'readOnly':true}", "{}"),
        lowered(
            "{'not':{'type':'string'}}", "{'description':'not: {\\\"type\\\":\\\"string\\\"}'}"),
        // places where schemas stand
        lowered(
            "{'items':[{'const':1},true]}", "{'prefixItems':[{'enum':[1],'type':'integer'},{}]}"),
        lowered("{'prefixItems':[{}],'items':[{},{}]}", "{'prefixItems':[{}]}"),
        lowered("{'items':true}", "{}"),
        lowered(
            "{'anyOf':[{'const':1},false,true]}", "{'anyOf':[{'enum':[1],'type':'integer'},{}]}"),
        lowered("{'oneOf':[false],'anyOf':'x'}", "{}"),
        lowered("{'additionalProperties':3,'properties':3,'prefixItems':3,'minItems':'1'}", "{}"),
        lowered(
            "{'properties':{'a':true,'b':false},'required':['a','b','a',3,'c']}",
            "{'properties':{'a':{}},'required':['a']}"),
        lowered("{'required':['a']}", "{}"),
        // allOf
        lowered(
            "{'type':'object','description':'A','allOf':[{'properties':{'a':{'type':'string'}},"
                + "'required':['a'],'description':'B','title':'T'},{'allOf':[{'properties':{'b':"
                + "{'type':'string'}},'required':['a','b'],'title':'U','type':'object'}]},true]}",
            "{'type':'object','description':'A B','properties':{'a':{'type':'string'},"
                + "'b':{'type':'string'}},'required':['a','b'],'title':'T'}"),
        lowered(
            "{'properties':{'a':{'type':'string'}},'allOf':[{'properties':{'a':{'const':'x'}}}]}",
            "{'properties':{'a':{'type':'string','enum':['x']}}}"),
        lowered(
            "{'minimum':1,'allOf':[{'minimum':5}]}", "{'minimum':1,'description':'minimum: 5'}"),
        lowered(
            "{'properties':3,'required':'a',"
                + "'allOf':[{'properties':{'a':{}},'required':['a']}]}",
            "{'properties':{'a':{}},'required':['a']}"),
        // references
        same(
            "{'properties':{'a':{'$ref':'#/$defs/A'}},"
                + "'$defs':{'A':{'anyOf':[{'$ref':'#/$defs/B'}]},'B':{}}}"),
        lowered("{'$defs':{'A':true,'B':false}}", "{'$defs':{'A':{},'B':{}}}"),
        lowered("{'$ref':'#/$defs/A','$defs':{'A':{'type':'object'}}}", "{'type':'object'}"),
        lowered(
            "{'items':{'$ref':'#/$defs/A','title':'T'},'$defs':{'A':{'const':1}}}",
            "{'items':{'enum':[1],'type':'integer','title':'T'}}"),
        lowered(
            "{'items':{'$ref':'#/definitions/A'},'definitions':{'A':{'type':'string'}}}",
            "{'items':{'type':'string'}}"),
        lowered("{'items':{'$ref':'#/$defs/Gone'},'$defs':{'A':{}}}", "{'items':{}}"),
        lowered("{'items':{'$ref':5},'$defs':{'':{}}}", "{'items':{}}"),
        lowered("{'items':{'$dynamicRef':'#a'}}", "{'items':{'type':'object'}}"),
        lowered("{'$recursiveRef':'#'}", "{'type':'object'}"),
        lowered(
            "{'allOf':[{'$ref':'#/$defs/A'}],'$defs':{'A':{'type':'string'}}}",
            "{'type':'string'}"),
        lowered(
            "{'items':{'$ref':'#/$defs/A'},'$defs':{'A':{'items':{'$ref':'#/$defs/A'}}}}",
            "{'items':{'items':{'type':'object'}}}"),
        lowered(
            "{'items':{'$ref':'#/$defs/A'},'$defs':{'A':{'$ref':'https://example.com/x'}}}",
            "{'items':{}}"));
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void aSchemaIsLoweredToWhatGeminiTakes(String schema, String lowered) {
    ObjectNode given = (ObjectNode) json(schema);
    ObjectNode before = given.deepCopy();

    assertThat((JsonNode) GeminiJsonSchema.lower(given, "tools")).isEqualTo(json(lowered));
    assertThat((JsonNode) given).isEqualTo(before);
  }

  @Test
  void longValuesAreCutInDescriptions() {
    ObjectNode schema = Json.object().put("default", "x".repeat(10_000));

    assertThat(GeminiJsonSchema.lower(schema, "tools").path("description").asText())
        .hasSizeLessThan(300)
        .endsWith("…");
  }

  @Test
  void referencesThatGrowWithoutBoundAreRefused() {
    ObjectNode schema = Json.object();
    schema.put("$ref", "#/$defs/d0");
    ObjectNode definitions = schema.putObject("$defs");
    for (int i = 0; i < 40; i++) {
      ObjectNode properties = definitions.putObject("d" + i).putObject("properties");
      properties.putObject("a").put("$ref", "#/$defs/d" + (i + 1));
      properties.putObject("b").put("$ref", "#/$defs/d" + (i + 1));
    }
    definitions.putObject("d40").put("type", "string");

    assertThatExceptionOfType(CallFailedException.class)
        .isThrownBy(() -> GeminiJsonSchema.lower(schema, "tools[0].function.parameters"))
        .satisfies(failed ->
            assertThat(failed.failure().param()).isEqualTo("tools[0].function.parameters"));
  }

  @Test
  void definitionsSharedManyTimesAreNotUnfolded() {
    ObjectNode schema = Json.object();
    schema.putObject("properties").putObject("a").put("$ref", "#/$defs/d0");
    ObjectNode definitions = schema.putObject("$defs");
    for (int i = 0; i < 40; i++) {
      ObjectNode properties = definitions.putObject("d" + i).putObject("properties");
      properties.putObject("a").put("$ref", "#/$defs/d" + (i + 1));
      properties.putObject("b").put("$ref", "#/$defs/d" + (i + 1));
    }
    definitions.putObject("d40").put("type", "string");

    assertThat((JsonNode) GeminiJsonSchema.lower(schema, "tools")).isEqualTo(schema);
  }

  private static Arguments same(String schema) {
    return Arguments.of(schema, schema);
  }

  private static Arguments lowered(String schema, String lowered) {
    return Arguments.of(schema, lowered);
  }
}
