package io.cameleer.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.json.Json;
import java.math.BigDecimal;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaSampleTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                                                 | 'Hello, world'",
        "true                                                               | 'Hello, world'",
        "{'type':'string'}                                                  | 'Hello, world'",
        "{'type':'string','maxLength':5}                                    | 'Hello'",
        "{'type':'string','minLength':14}                                   | 'Hello, world..'",
        "{'type':'string','format':'date'}                                  | '2026-01-01'",
        "{'type':'string','enum':['b','a']}                                 | 'b'",
        "{'const':7}                                                        | 7",
        "{'type':'boolean'}                                                 | true",
        "{'type':'null'}                                                    | null",
        "{'type':['null','integer']}                                        | 1",
        "{'type':'integer','minimum':3}                                     | 3",
        "{'type':'integer','exclusiveMinimum':3}                            | 4",
        "{'type':'integer','exclusiveMaximum':1}                            | 0",
        "{'type':'integer','minimum':7,'multipleOf':5}                      | 10",
        "{'type':'number','exclusiveMinimum':0,'exclusiveMaximum':1}        | 0.5",
        "{'type':'number','maximum':-2}                                     | -3",
        "{'type':'array','items':{'type':'integer'}}                        | [1]",
        "{'type':'array','items':{'type':'integer'},'minItems':3}           | [1,1,1]",
        "{'type':'array','items':{'type':'integer'},'maxItems':0}           | []",
        "{'prefixItems':[{'const':1},{'const':2}]}                          | [1,2]",
        "{'properties':{'a':{'type':'integer'}}}                            | {'a':1}",
        "{'type':'object','required':['x'],'additionalProperties':{'type':'integer'}} | {'x':1}",
        "{'anyOf':[{'type':'integer'},{'type':'null'}]}                     | 1",
        "{'type':'object','oneOf':[{'properties':{'k':{'const':'a'}}}]}     | {'k':'a'}",
        "{'allOf':[{'properties':{'a':{'const':1}}},{'properties':{'b':{}}}],'required':['a']} "
            + "| {'a':1,'b':'Hello, world'}",
        "{'$ref':'#/$defs/n','$defs':{'n':{'type':'integer'}}}              | 1",
        "{'$ref':'#/nowhere'}                                               | 'Hello, world'",
        "{'$ref':'https://example.com/schema'}                              | 'Hello, world'"
      })
  void theValueConformsToTheSchema(String schema, String value) throws Exception {
    assertThat(sample(schema)).isEqualTo(Json.read(value.replace('\'', '"')));
  }

  @Test
  void aRecursiveSchemaEndsWhereItMay() throws Exception {
    JsonNode tree =
        sample(
            "{'$ref':'#/$defs/node','$defs':{'node':{'type':'object','properties':{"
                + "'name':{'type':'string'},"
                + "'next':{'anyOf':[{'$ref':'#/$defs/node'},{'type':'null'}]},"
                + "'children':{'type':'array','items':{'$ref':'#/$defs/node'}}},"
                + "'required':['name','next','children']}}}");

    JsonNode node = tree;
    while (node.path("next").isObject()) {
      node = node.path("next");
    }
    assertThat(node.path("next").isNull()).isTrue();
    assertThat(node.path("children").isArray()).isTrue();
    assertThat(node.path("name").asText()).isEqualTo("Hello, world");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'$ref':'#'}",
        "{'allOf':[{'$ref':'#'},{'$ref':'#'}]}",
        "{'type':'object','required':['a','b'],'properties':{'a':{'$ref':'#'},'b':{'$ref':'#'}}}"
      })
  void aSchemaWithoutEndIsGivenUp(String schema) {
    Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> sample(schema));
  }

  @Property(tries = 500)
  void aWholeNumberLiesWithinItsBounds(
      @ForAll @IntRange(min = -50, max = 50) int low, @ForAll @IntRange(max = 50) int width)
      throws Exception {
    JsonNode number =
        sample("{'type':'integer','minimum':%d,'maximum':%d}".formatted(low, low + width));

    assertThat(number.decimalValue())
        .isBetween(BigDecimal.valueOf(low), BigDecimal.valueOf(low + width));
  }

  private static JsonNode sample(String schema) throws Exception {
    JsonNode value = SchemaSample.of(Json.read(schema.replace('\'', '"')), "Hello, world");
    return Json.read(Json.bytes(value));
  }
}
