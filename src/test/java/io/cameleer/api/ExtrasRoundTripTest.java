package io.cameleer.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.chat.ChatRequest;
import io.cameleer.json.Json;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a client adds, and wherever it adds it, must reach providers that may know it. */
class ExtrasRoundTripTest {

  private static final String UNKNOWN = "x_unknown";

  private static final String REQUEST =
      """
      {"model":"m","temperature":1,"stream":true,"stream_options":{"include_usage":true},
       "metadata":{"a":"b"},"audio":{"voice":"ash"},"logit_bias":{"1":2},"prediction":{"type":"content"},
       "response_format":{"type":"json_schema","json_schema":{"name":"x","schema":{"type":"object"}}},
       "tools":[
         {"type":"function","function":{"name":"f","parameters":{"properties":{"a":{"type":"string"}}}}},
         {"type":"custom","custom":{"name":"c","format":{"type":"text"}}},
         {"type":"web_search","filters":{"country":"IT"}}],
       "tool_choice":{"type":"allowed_tools","allowed_tools":{"mode":"auto","tools":[
         {"type":"function","function":{"name":"f"}}]}},
       "messages":[
         {"role":"system","content":"s"},
         {"role":"user","content":[
           {"type":"text","text":"t"},
           {"type":"image_url","image_url":{"url":"u"}},
           {"type":"input_audio","input_audio":{"data":"d","format":"wav"}},
           {"type":"file","file":{"file_id":"i"}},
           {"type":"video","video":{"url":"u"}}]},
         {"role":"assistant","content":[{"type":"refusal","refusal":"r"}],"reasoning_content":"r",
          "thinking_blocks":[{"type":"redacted_thinking","data":"d"}],
          "extra_content":{"google":{"thought_signature":"s"}},
          "tool_calls":[
            {"id":"1","type":"function","function":{"name":"f","arguments":"{}"},
             "extra_content":{"google":{"thought_signature":"s"}}},
            {"id":"2","type":"custom","custom":{"name":"c","input":"i"}}]},
         {"role":"tool","tool_call_id":"1","content":"r"},
         {"role":"assistant","function_call":{"name":"g","arguments":"{}"}},
         {"role":"function","name":"g","content":"r"}]}
      """;

  /** Objects whose canonical form is a mere name or opaque block, with no room for more. */
  private static final Set<String> WITHOUT_EXTRAS =
      Set.of(
          "/tool_choice/allowed_tools/tools/0",
          "/tool_choice/allowed_tools/tools/0/function",
          "/messages/2/thinking_blocks/0");

  @Property
  void aFieldUnknownAtAnyDepthSurvives(
      @ForAll("places") String place, @ForAll("values") JsonNode value) {
    JsonNode body = Requests.json(REQUEST);
    ((ObjectNode) body.at(place)).set(UNKNOWN, value);

    ChatRequest request = new ChatRequestReader().read(body);

    assertThat(unknownsWithin(request)).containsExactly(value);
  }

  @Provide
  Arbitrary<String> places() {
    List<String> places = new ArrayList<>();
    collectObjects(Requests.json(REQUEST), "", places);
    places.removeAll(WITHOUT_EXTRAS);
    return Arbitraries.of(places);
  }

  @Provide
  Arbitrary<JsonNode> values() {
    return Arbitraries.of(
            "null", "true", "7", "0.50", "12345678901234567890", "\"ä\"", "[1,[]]", "{\"a\":{}}")
        .map(Requests::json);
  }

  private static void collectObjects(JsonNode node, String path, List<String> places) {
    if (node.isObject()) {
      places.add(path);
      node.properties()
          .forEach(field -> collectObjects(field.getValue(), path + "/" + field.getKey(), places));
    } else {
      for (int i = 0; i < node.size(); i++) {
        collectObjects(node.get(i), path + "/" + i, places);
      }
    }
  }

  /** The values of all fields of that name in a record and all it holds. */
  private static List<JsonNode> unknownsWithin(Object value) {
    List<JsonNode> found = new ArrayList<>();
    collectUnknowns(value, found);
    return found;
  }

  private static void collectUnknowns(Object value, List<JsonNode> found) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, inner) -> {
        if (name.equals(UNKNOWN)) {
          found.add(Requests.json(Json.text(Json.node(inner))));
        } else {
          collectUnknowns(inner, found);
        }
      });
    } else if (value instanceof List<?> list) {
      list.forEach(element -> collectUnknowns(element, found));
    } else if (value instanceof Record record) {
      for (RecordComponent component : record.getClass().getRecordComponents()) {
        try {
          collectUnknowns(component.getAccessor().invoke(record), found);
        } catch (ReflectiveOperationException impossible) {
          throw new AssertionError(impossible);
        }
      }
    }
  }
}
