package io.cameleer.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.fixtures.WireFixture;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Bodies that were good once, damaged in one or two places: whatever a client sends and a provider
 * answers, the gateway never fails itself.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FuzzedBodiesTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DAMAGED_COPIES = 3;

  private final ScriptedUpstream upstream = new ScriptedUpstream();
  private final Random random = new Random(20261121);
  private Gateway gateway;

  @BeforeAll
  void start() {
    upstream.script((request, connection) ->
        connection.reply(
            200,
            Map.of("Content-Type", "application/json"),
            "{\"odd\":true}".getBytes(StandardCharsets.UTF_8)));
    gateway = Gateway.start(Gateway.providersAt(upstream.url()));
  }

  @AfterAll
  void stop() {
    gateway.close();
    upstream.close();
  }

  @Test
  void aDamagedRequestNeverBreaksTheGateway() throws Exception {
    List<WireFixture> fixtures =
        WireFixture.all().filter(fixture -> !fixture.dialect().equals("compatible")).toList();
    for (WireFixture fixture : fixtures) {
      for (int copy = 0; copy < DAMAGED_COPIES; copy++) {
        byte[] body = damaged(fixture);
        HttpResponse<byte[]> answer = gateway.post(path(fixture), body);
        assertThat(answer.statusCode())
            .as(() -> fixture + " as " + new String(body, StandardCharsets.UTF_8))
            .isNotEqualTo(500);
        if (answer.statusCode() != 200) {
          assertThat(JSON.readTree(answer.body()).path("error").path("message").asText())
              .isNotEmpty();
        }
      }
    }
  }

  @Test
  void bytesThatAreNoJsonAreTheCallersFault() throws Exception {
    byte[] whole = WireFixture.of("openai").findFirst().orElseThrow().clientBytes();
    for (int i = 0; i < 200; i++) {
      byte[] broken = java.util.Arrays.copyOf(whole, 1 + random.nextInt(whole.length - 1));
      broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
      assertThat(gateway.post("/v1/chat/completions", broken).statusCode()).isNotEqualTo(500);
    }
  }

  private static String path(WireFixture fixture) {
    return fixture.description().endpoint().equals("embeddings")
        ? "/v1/embeddings"
        : "/v1/chat/completions";
  }

  private byte[] damaged(WireFixture fixture) throws Exception {
    ObjectNode body = (ObjectNode) JSON.readTree(fixture.clientBytes());
    body.put("model", fixture.dialect() + "/" + fixture.description().model());
    damage(body);
    if (random.nextBoolean()) {
      damage(body);
    }
    return JSON.writeValueAsBytes(body);
  }

  private void damage(ObjectNode body) {
    List<JsonNode> containers = new ArrayList<>();
    collect(body, containers);
    JsonNode container = containers.get(random.nextInt(containers.size()));
    if (container instanceof ObjectNode object && !object.isEmpty()) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      String name = names.get(random.nextInt(names.size()));
      if (random.nextInt(4) == 0) {
        object.remove(name);
      } else {
        object.set(name, oddity());
      }
    } else if (container instanceof ArrayNode array) {
      array.insert(array.isEmpty() ? 0 : random.nextInt(array.size()), oddity());
    }
  }

  private static void collect(JsonNode node, List<JsonNode> into) {
    if (node.isContainerNode()) {
      into.add(node);
      node.forEach(child -> collect(child, into));
    }
  }

  private JsonNode oddity() {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (random.nextInt(10)) {
      case 0 -> nodes.nullNode();
      case 1 -> nodes.numberNode(-1);
      case 2 -> nodes.numberNode(1e300);
      case 3 -> nodes.textNode("");
      case 4 -> nodes.textNode("data:image/png;base64,*");
      case 5 -> nodes.booleanNode(true);
      case 6 -> nodes.arrayNode();
      case 7 -> nodes.objectNode();
      case 8 -> nodes.arrayNode().add(nodes.arrayNode().addNull());
      default -> nodes.objectNode().put("type", "\ud83d").set("properties", nodes.textNode("x"));
    };
  }
}
