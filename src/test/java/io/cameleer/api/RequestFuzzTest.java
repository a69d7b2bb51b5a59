package io.cameleer.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.EmbeddingRequest;
import io.cameleer.chat.Failure;
import io.cameleer.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Whatever a body says, reading it either works or fails with an error that names a field of it.
 */
class RequestFuzzTest {

  private static final String CHAT =
      """
      {"model":"m","temperature":1,"n":1,"seed":1,"stop":["x"],"stream":true,"reasoning_effort":"low",
       "stream_options":{"include_usage":true},"metadata":{"a":"b"},"modalities":["text"],
       "response_format":{"type":"json_schema","json_schema":{"name":"x","schema":{"type":"object"},"strict":true}},
       "tools":[{"type":"function","function":{"name":"f","parameters":{},"strict":false}},
                {"type":"custom","custom":{"name":"c","format":{"type":"text"}}}],
       "tool_choice":{"type":"allowed_tools","allowed_tools":{"mode":"auto","tools":[
         {"type":"function","function":{"name":"f"}}]}},
       "messages":[
         {"role":"developer","content":"s","name":"n"},
         {"role":"user","content":[{"type":"text","text":"t"},{"type":"image_url","image_url":{"url":"u","detail":"low"}},
           {"type":"input_audio","input_audio":{"data":"d","format":"wav"}},{"type":"file","file":{"file_id":"i"}}]},
         {"role":"assistant","content":null,"refusal":null,"reasoning_content":"r","reasoning":"r",
          "thinking_blocks":[{"type":"thinking","thinking":"t","signature":"s"},{"type":"encrypted","id":"i","encrypted_content":"e"}],
          "extra_content":{"google":{"thought_signature":"s"}},
          "tool_calls":[{"id":"1","type":"function","function":{"name":"f","arguments":"{}"},
             "extra_content":{"google":{"thought_signature":"s"}}},{"id":"2","type":"custom","custom":{"name":"c","input":"i"}}]},
         {"role":"tool","tool_call_id":"1","content":"r"},
         {"role":"assistant","function_call":{"name":"g","arguments":"{}"}},
         {"role":"function","name":"g","content":"r"}]}
      """;

  private static final String LEGACY =
      """
      {"model":"m","messages":[{"role":"user","content":"x"}],"functions":[{"name":"f","parameters":{}}],
       "function_call":{"name":"f"},"tool_choice":"auto","stop":"x","max_tokens":5,"parallel_tool_calls":true}
      """;

  private static final String EMBEDDING =
      """
      {"model":"m","input":[[1,2],[3]],"dimensions":8,"encoding_format":"float","user":"u"}
      """;

  private final ChatRequestReader chatReader = new ChatRequestReader();
  private final EmbeddingRequestReader embeddingReader = new EmbeddingRequestReader();

  @Property(tries = 3000)
  void aChangedChatRequestIsReadOrRefused(@ForAll Random random) {
    JsonNode body = mutated(Requests.json(random.nextInt(4) == 0 ? LEGACY : CHAT), random);

    try {
      ChatRequest request = chatReader.read(body);
      assertThat(request.messages()).isNotEmpty();
    } catch (CallFailedException refused) {
      assertThatFieldIsNamed(refused.failure(), body);
    }
  }

  @Property
  void aChangedEmbeddingRequestIsReadOrRefused(@ForAll Random random) {
    JsonNode body = mutated(Requests.json(EMBEDDING), random);

    try {
      EmbeddingRequest request = embeddingReader.read(body);
      assertThat(request.inputs()).isNotEmpty();
    } catch (CallFailedException refused) {
      assertThatFieldIsNamed(refused.failure(), body);
    }
  }

  @Property
  void anyJsonIsReadOrRefused(@ForAll Random random) {
    JsonNode body = anything(random, 4);

    for (JsonNode candidate :
        List.of(body, Json.object().put("model", "m").set("messages", body))) {
      try {
        chatReader.read(candidate);
      } catch (CallFailedException refused) {
        assertThatFieldIsNamed(refused.failure(), candidate);
      }
    }
  }

  /** The parent of the field at fault is there; the field itself may be what is missing. */
  private static void assertThatFieldIsNamed(Failure failure, JsonNode body) {
    assertThat(failure.status()).isEqualTo(400);
    assertThat(failure.code()).isNotNull();
    if (failure.param() == null) {
      assertThat(body.isObject()).isFalse();
      return;
    }
    String pointer = "/" + failure.param().replace("[", "/").replace("]", "").replace('.', '/');
    JsonNode parent = body.at(pointer.substring(0, pointer.lastIndexOf('/')));
    assertThat(parent.isContainerNode()).as("%s in %s", failure.param(), body).isTrue();
  }

  private static JsonNode mutated(JsonNode body, Random random) {
    int mutations = 1 + random.nextInt(3);
    for (int i = 0; i < mutations; i++) {
      List<JsonNode> containers = new ArrayList<>();
      collectContainers(body, containers);
      mutate(containers.get(random.nextInt(containers.size())), random);
    }
    return body;
  }

  private static void mutate(JsonNode container, Random random) {
    if (container.isEmpty()) {
      return;
    }
    int at = random.nextInt(container.size());
    boolean remove = random.nextInt(3) == 0;
    if (container instanceof ObjectNode object) {
      String field = object.properties().stream().skip(at).findFirst().orElseThrow().getKey();
      if (remove) {
        object.remove(field);
      } else {
        object.set(field, anything(random, 2));
      }
    } else if (container instanceof ArrayNode array) {
      if (remove) {
        array.remove(at);
      } else {
        array.set(at, anything(random, 2));
      }
    }
  }

  private static void collectContainers(JsonNode node, List<JsonNode> containers) {
    if (node.isContainerNode()) {
      containers.add(node);
      node.forEach(child -> collectContainers(child, containers));
    }
  }

  private static JsonNode anything(Random random, int depth) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (random.nextInt(depth == 0 ? 9 : 11)) {
      case 0 -> nodes.nullNode();
      case 1 -> nodes.booleanNode(random.nextBoolean());
      case 2 -> nodes.numberNode(random.nextInt());
      case 3 -> nodes.numberNode(random.nextGaussian());
      case 4 -> nodes.numberNode(new BigDecimal("1e" + (random.nextInt(2_000_000) - 1_000_000)));
      case 5 -> nodes.numberNode(BigInteger.valueOf(random.nextLong()).pow(3));
      case 6 -> nodes.textNode("");
      case 7 -> nodes.textNode("\ud83d" + random.nextInt());
      case 8 ->
          nodes.textNode(List.of("auto", "function", "text", "user", "f").get(random.nextInt(5)));
      case 9 -> {
        ArrayNode array = nodes.arrayNode();
        for (int i = random.nextInt(3); i > 0; i--) {
          array.add(anything(random, depth - 1));
        }
        yield array;
      }
      default -> {
        ObjectNode object = nodes.objectNode();
        for (String field : List.of("type", "role", "content", "name", "function", "id")) {
          if (random.nextInt(3) == 0) {
            object.set(field, anything(random, depth - 1));
          }
        }
        yield object;
      }
    };
  }
}
