package io.cameleer.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FieldWriterTest {

  @Test
  void fieldsAreWrittenInOrderAndThoseWithoutAValueAreLeftOut() {
    String written =
        written(
            Map.of(),
            object ->
                object
                    .put("a", "x")
                    .put("b", (String) null)
                    .putIfAny("c", (String) null)
                    .putIfAny("d", (Long) null)
                    .putIfAny("e", 5L)
                    .put("f", new BigDecimal("0.50"))
                    .array("g", List.of("y", "z"), (json, text) -> json.writeString(text))
                    .put("h", Map.of("i", 1)));

    assertThat(written)
        .isEqualTo(
            "{\"a\":\"x\",\"b\":null,\"e\":5,\"f\":0.50,\"g\":[\"y\",\"z\"],\"h\":{\"i\":1}}");
  }

  @Test
  void extrasFollowAndReplaceNothing() {
    Map<String, Object> extras = new LinkedHashMap<>();
    extras.put("x", List.of(1));
    extras.put("a", "no");
    extras.put("list", "no");
    extras.put("y", null);

    String written =
        written(extras, object -> object.put("a", 1).array("list", List.of(), (json, none) -> {}));

    assertThat(written).isEqualTo("{\"a\":1,\"list\":[],\"x\":[1],\"y\":null}");
  }

  @Test
  void anObjectTakesInTheExtrasBelowItsNameAtAnyDepth() {
    Map<String, Object> extras = Map.of("outer", Map.of("inner", Map.of("b", 2, "a", "no")));

    String written =
        written(
            extras,
            object -> {
              FieldWriter outer = object.object("outer");
              outer.object("inner").put("a", 1).end();
              outer.end();
            });

    assertThat(written).isEqualTo("{\"outer\":{\"inner\":{\"a\":1,\"b\":2}}}");
  }

  @Test
  void anExtraThatIsNoObjectDoesNotReplaceOne() {
    assertThat(written(Map.of("a", 7), object -> object.object("a").end())).isEqualTo("{\"a\":{}}");
  }

  @Test
  void anExtraCanBeKeptOut() {
    assertThat(written(Map.of("a", 7), object -> object.withhold("a"))).isEqualTo("{}");
  }

  private interface Content {
    void writeTo(FieldWriter object) throws java.io.IOException;
  }

  private static String written(Map<String, ?> extras, Content content) {
    byte[] bytes =
        Json.bytes(json -> {
          FieldWriter object = FieldWriter.begin(json, extras);
          content.writeTo(object);
          object.end();
        });
    return new String(bytes, UTF_8);
  }
}
