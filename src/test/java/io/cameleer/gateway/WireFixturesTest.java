package io.cameleer.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.fixtures.CompatibilityTable;
import io.cameleer.fixtures.WireFixture;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every wire fixture through the running gateway: real HTTP in, real sockets out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WireFixturesTest {

  private static final Map<String, String> JSON_TYPE = Map.of("Content-Type", "application/json");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ScriptedUpstream upstream = new ScriptedUpstream();
  private final CompatibilityTable table = new CompatibilityTable();
  private Gateway gateway;

  @BeforeAll
  void start() {
    Map<String, String> properties = Gateway.providersAt(upstream.url());
    properties.put("cameleer.providers.compatible.dialect", "openai");
    properties.put("cameleer.providers.compatible.base-url", upstream.url() + "/compatible");
    properties.put("cameleer.providers.compatible.api-key", "key-of-compatible");
    properties.put("cameleer.providers.compatible.circuit-breaker.minimum-calls", "100000");
    properties.put("cameleer.providers.compatible.circuit-breaker.window", "100000");
    gateway = Gateway.start(properties);
  }

  @AfterAll
  void stop() {
    gateway.close();
    upstream.close();
    table.publish();
  }

  static Stream<WireFixture> fixtures() {
    return WireFixture.all();
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void theProviderGetsItsFormatAndTheClientGetsOpenAis(WireFixture fixture) throws Exception {
    upstream.script((request, connection) -> {
      if (fixture.refusalBytes().isPresent() && upstream.requests().size() == 1) {
        int status = fixture.description().refusalStatus();
        connection.reply(status, JSON_TYPE, fixture.refusalBytes().get());
        return;
      }
      Map<String, String> headers = new LinkedHashMap<>(fixture.description().headers());
      headers.put("Content-Type", fixture.replyContentType());
      connection.reply(fixture.description().status(), headers, fixture.replyBytes().orElseThrow());
    });

    HttpResponse<byte[]> answer =
        gateway.post(
            fixture.description().endpoint().equals("embeddings")
                ? "/v1/embeddings"
                : "/v1/chat/completions",
            clientBody(fixture));

    assertRequest(fixture, answer);
    assertAnswer(fixture, answer);
    table.record(fixture);
  }

  /** The client names the candidate outright: provider/model. */
  private static byte[] clientBody(WireFixture fixture) throws IOException {
    ObjectNode body = (ObjectNode) JSON.readTree(fixture.clientBytes());
    body.put("model", fixture.dialect() + "/" + fixture.description().model());
    return JSON.writeValueAsBytes(body);
  }

  private void assertRequest(WireFixture fixture, HttpResponse<byte[]> answer) throws IOException {
    if (fixture.upstreamBody().isEmpty()) {
      assertThat(upstream.requests()).isEmpty();
      return;
    }
    assertThat(upstream.requests())
        .as(() -> new String(answer.body(), StandardCharsets.UTF_8))
        .hasSize(fixture.repairedBody().isPresent() ? 2 : 1);
    ScriptedUpstream.Request first = upstream.requests().getFirst();
    assertRequest(fixture, first, fixture.description().path(), fixture.upstreamBody().get());
    if (fixture.repairedBody().isPresent()) {
      ScriptedUpstream.Request second = upstream.requests().getLast();
      String path = fixture.description().repairedPath();
      assertRequest(fixture, second, path, fixture.repairedBody().get());
    }
  }

  private static void assertRequest(
      WireFixture fixture, ScriptedUpstream.Request request, String path, JsonNode body)
      throws IOException {
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.target()).isEqualTo("/" + fixture.dialect() + path);
    assertThat(request.headers()).containsAllEntriesOf(fixture.description().requestHeaders());
    assertMatches(body, JSON.readTree(request.body()));
  }

  private static void assertAnswer(WireFixture fixture, HttpResponse<byte[]> answer)
      throws IOException {
    assertThat(answer.statusCode())
        .as(new String(answer.body(), StandardCharsets.UTF_8))
        .isEqualTo(fixture.description().answerStatus());
    if (fixture.answerBody().isPresent()) {
      JsonNode body = JSON.readTree(answer.body());
      withoutCost(body);
      assertMatches(fixture.answerBody().get(), body);
    }
    if (fixture.answerEvents().isPresent()) {
      assertEvents(fixture.answerEvents().get(), events(answer.body()));
    }
    List<String> dropped =
        answer.headers().firstValue("x-cameleer-dropped-params").stream()
            .flatMap(names -> Arrays.stream(names.split(", ")))
            .toList();
    assertThat(dropped).containsExactlyInAnyOrderElementsOf(fixture.description().dropped());
  }

  private static List<String> events(byte[] body) {
    return new String(body, StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith("data: "))
        .map(line -> line.substring("data: ".length()))
        .toList();
  }

  private static void assertEvents(List<String> expected, List<String> actual) throws IOException {
    assertThat(actual).as(String.join("\n", actual)).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      if (expected.get(i).equals("[DONE]")) {
        assertThat(actual.get(i)).isEqualTo("[DONE]");
      } else {
        JsonNode event = JSON.readTree(actual.get(i));
        withoutCost(event);
        assertMatches(JSON.readTree(expected.get(i)), event);
      }
    }
  }

  /** What a call costs is the gateway's own addition, tested on its own. */
  private static void withoutCost(JsonNode body) {
    if (body.get("usage") instanceof ObjectNode usage) {
      usage.remove("cost");
    }
  }

  private static void assertMatches(JsonNode expected, JsonNode actual) {
    assertThat(WireFixture.matches(expected, actual))
        .as("expected %s%nbut was  %s", expected.toPrettyString(), actual.toPrettyString())
        .isTrue();
  }
}
