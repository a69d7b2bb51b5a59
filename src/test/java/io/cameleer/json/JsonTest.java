package io.cameleer.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        "\"äöü € \\n\"",
        "7",
        "-12345678901",
        "123456789012345678901234567890",
        "0.10",
        "1E+400",
        "[]",
        "{}",
        "[1,[null,{\"a\":[false]}],\"x\"]",
        "{\"b\":{\"c\":null,\"d\":0.0},\"a\":[{}],\"\":1}"
      })
  void plainValuesAreTheSameByAnyWay(String text) throws IOException {
    JsonNode tree = Json.read(text);
    Object value = parsed(text);

    assertThat(value).isEqualTo(Json.value(tree));
    assertThat(Json.node(value)).isEqualTo(tree);
    assertThat(new String(Json.bytes(json -> PlainValues.write(json, value)), UTF_8))
        .isEqualTo(text);
    assertThat(Json.text(tree)).isEqualTo(text);
  }

  @Test
  void aNumberThatIsOutOfAllBoundsIsNoJson() {
    String text = "{\"a\":1e99999999999}";

    assertThatThrownBy(() -> Json.read(text)).isInstanceOf(JsonProcessingException.class);
    assertThatThrownBy(() -> Json.read(text.getBytes(UTF_8)))
        .isInstanceOf(JsonProcessingException.class);
    assertThatThrownBy(() -> parsed(text)).isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void ofTwoFieldsOfANameTheLastCounts() throws IOException {
    assertThat(parsed("{\"a\":1,\"b\":2,\"a\":3}")).isEqualTo(Map.of("a", 3, "b", 2));
  }

  @Test
  void valuesThatNoJsonGivesAreWrittenAsJacksonDoes() {
    Map<String, Object> value = Map.of("a", new float[] {0.5f});

    assertThat(new String(Json.bytes(json -> PlainValues.write(json, value)), UTF_8))
        .isEqualTo("{\"a\":[0.5]}");
    assertThat(Json.text(Json.node(value))).isEqualTo("{\"a\":[0.5]}");
  }

  @Test
  void aLeafWritesItselfWhereItStandsInATree() throws JsonProcessingException {
    JsonNode tree =
        Json.object()
            .put("a", 1)
            .set("b", Json.leaf(json -> PlainValues.write(json, List.of(1, Map.of("c", "x")))));

    assertThat(Json.text(tree)).isEqualTo("{\"a\":1,\"b\":[1,{\"c\":\"x\"}]}");
    assertThat(Json.read(Json.bytes(tree)).at("/b/1/c").textValue()).isEqualTo("x");
  }

  private static Object parsed(String text) throws IOException {
    try (JsonParser json = Json.mapper().createParser(text)) {
      json.nextToken();
      return PlainValues.read(json);
    }
  }
}
