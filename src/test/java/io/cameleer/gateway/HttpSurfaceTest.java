package io.cameleer.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cameleer.json.Json;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The gateway's own side of HTTP: keys, paths, limits, malformed bodies, headers, models, health.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpSurfaceTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HELLO =
      "{\"model\":\"openai/gpt-4.1\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
  private static final String REPLY =
      """
      {"id":"c1","object":"chat.completion","created":1,"model":"gpt-4.1-2025-04-14",
       "choices":[{"index":0,"message":{"role":"assistant","content":"hello"},"finish_reason":"stop"}],
       "usage":{"prompt_tokens":1000000,"completion_tokens":500000,"total_tokens":1500000}}\
      """;

  private final ScriptedUpstream upstream = new ScriptedUpstream();
  private Gateway gateway;

  @BeforeAll
  void start() {
    Map<String, String> properties = Gateway.providersAt(upstream.url());
    properties.put("cameleer.api-keys", "first-key-of-the-gateway,second-key-of-the-gateway");
    properties.put("cameleer.server.address", "127.0.0.1");
    properties.put("cameleer.server.body-limit", "100KB");
    properties.put("cameleer.aliases[0].name", "best");
    properties.put("cameleer.aliases[0].candidates[0]", "openai/gpt-4.1");
    gateway = Gateway.start(properties);
  }

  @AfterAll
  void stop() {
    gateway.close();
    upstream.close();
  }

  private HttpResponse<byte[]> chat(String body, String... headers) throws Exception {
    String[] all = new String[headers.length + 2];
    all[0] = "x-api-key";
    all[1] = "first-key-of-the-gateway";
    System.arraycopy(headers, 0, all, 2, headers.length);
    return gateway.post("/v1/chat/completions", body, all);
  }

  private static JsonNode error(HttpResponse<byte[]> answer) throws Exception {
    assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
    assertThat(answer.headers().firstValue("x-request-id")).isPresent();
    JsonNode error = JSON.readTree(answer.body()).path("error");
    assertThat(error.properties().stream().map(Map.Entry::getKey))
        .containsExactly("message", "type", "param", "code");
    return error;
  }

  private void upstreamAnswers() {
    upstream.script((request, connection) ->
        connection.reply(
            200,
            Map.of(
                "Content-Type", "application/json",
                "Server", "provider-server",
                "Set-Cookie", "session=provider",
                "openai-organization", "org-secret",
                "x-ratelimit-remaining-tokens", "149984"),
            REPLY.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @CsvSource({
    "authorization, Bearer first-key-of-the-gateway",
    "authorization, bearer second-key-of-the-gateway",
    "x-api-key, first-key-of-the-gateway",
    "x-goog-api-key, second-key-of-the-gateway"
  })
  void aGatewayKeyIsTakenInTheHeaderOfAnySdk(String header, String value) throws Exception {
    upstreamAnswers();
    assertThat(gateway.post("/v1/chat/completions", HELLO, header, value).statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "x-other, x",
    "authorization, Bearer wrong",
    "authorization, Basic Zmlyc3Q=",
    "x-api-key, first-key"
  })
  void withoutAKeyOfTheGatewayNothingIsServed(String header, String value) throws Exception {
    upstreamAnswers();
    HttpResponse<byte[]> answer = gateway.post("/v1/chat/completions", HELLO, header, value);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(error(answer).path("code").asText()).isEqualTo("invalid_api_key");
    assertThat(upstream.requests()).isEmpty();
    assertThat(gateway.get("/v1/models", header, value).statusCode()).isEqualTo(401);
  }

  @Test
  void noHeaderOfTheClientReachesTheProviderAndNoneOfTheProvidersReachesTheClient()
      throws Exception {
    upstreamAnswers();

    HttpResponse<byte[]> answer =
        chat(
            HELLO,
            "cookie",
            "session=client",
            "x-forwarded-for",
            "10.1.2.3",
            "CamelHttpUri",
            "http://127.0.0.1:1/elsewhere",
            "CamelHttpPath",
            "/elsewhere",
            "kafka.OVERRIDE_TOPIC",
            "elsewhere",
            "user-agent",
            "client",
            "accept",
            "x/y");

    assertThat(answer.statusCode()).isEqualTo(200);
    ScriptedUpstream.Request request = upstream.requests().getFirst();
    assertThat(request.target()).isEqualTo("/openai/chat/completions");
    assertThat(request.headers().keySet())
        .containsExactlyInAnyOrder(
            "accept",
            "authorization",
            "content-type",
            "content-length",
            "host",
            "connection",
            "user-agent");
    assertThat(request.headers())
        .containsEntry("authorization", "Bearer key-of-openai")
        .containsEntry("accept", "application/json")
        .containsEntry("user-agent", "cameleer");
    assertThat(answer.headers().map().keySet().stream().map(name -> name.toLowerCase(Locale.ROOT)))
        .containsExactlyInAnyOrder(
            "content-type",
            "content-length",
            "x-request-id",
            "x-cameleer-provider",
            "x-cameleer-model",
            "x-cameleer-attempts",
            "x-cameleer-overhead-ms",
            "x-cameleer-cost-usd",
            "x-ratelimit-remaining-tokens");
  }

  @Test
  void everyAnswerSaysWhereItComesFrom() throws Exception {
    upstreamAnswers();
    HttpResponse<byte[]> answer =
        chat(HELLO.replace("openai/gpt-4.1", "best"), "x-request-id", "mine-1");
    assertThat(answer.headers().firstValue("x-request-id")).hasValue("mine-1");
    assertThat(answer.headers().firstValue("x-cameleer-provider")).hasValue("openai");
    assertThat(answer.headers().firstValue("x-cameleer-model")).hasValue("gpt-4.1");
    assertThat(answer.headers().firstValue("x-cameleer-attempts")).hasValue("openai/gpt-4.1:ok");
    assertThat(answer.headers().firstValue("x-cameleer-overhead-ms").orElseThrow())
        .matches("\\d+\\.\\d{3}");
    assertThat(answer.headers().firstValue("x-cameleer-cost-usd")).hasValue("6");
    assertThat(JSON.readTree(answer.body()).at("/usage/cost").asInt()).isEqualTo(6);
  }

  @Test
  void anUnknownPriceIsNeverZero() throws Exception {
    upstreamAnswers();
    HttpResponse<byte[]> answer = chat(HELLO.replace("gpt-4.1", "gpt-4-from-the-future"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("x-cameleer-cost-usd")).isEmpty();
    assertThat(JSON.readTree(answer.body()).at("/usage").has("cost")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"has space", "with\u00e4umlaut", "<script>", ""})
  void anInsaneRequestIdIsReplaced(String id) throws Exception {
    upstreamAnswers();
    HttpResponse<byte[]> answer = chat(HELLO, "x-request-id", id);
    assertThat(answer.headers().firstValue("x-request-id").orElseThrow()).startsWith("req_");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"model\": | invalid_json | ",
        "[] | invalid_type | ",
        "{\"messages\":[]} | missing_required_parameter | model",
        "{\"model\":\"best\"} | missing_required_parameter | messages",
        "{\"model\":\"best\",\"messages\":[]} | empty_array | messages",
        "{\"model\":\"best\",\"messages\":\"hi\"} | invalid_type | messages",
        "{\"model\":\"best\",\"messages\":[{\"role\":\"robot\",\"content\":\"x\"}]} | invalid_value"
            + " | messages[0].role",
        "{\"model\":\"best\",\"messages\":[{\"role\":\"user\",\"content\":7}]} | invalid_type |"
            + " messages[0].content",
      })
  void abadBodyIsRefusedNamingTheField(String body, String code, String param) throws Exception {
    upstreamAnswers();
    HttpResponse<byte[]> answer = chat(body);
    assertThat(answer.statusCode()).isEqualTo(400);
    JsonNode error = error(answer);
    assertThat(error.path("code").asText()).isEqualTo(code);
    assertThat(error.path("param").asText(null)).isEqualTo(param);
    assertThat(error.path("type").asText()).isEqualTo("invalid_request_error");
    assertThat(upstream.requests()).isEmpty();
  }

  @Test
  void jsonThatIsNestedTooDeepIsRefused() throws Exception {
    HttpResponse<byte[]> answer =
        chat("{\"model\":\"best\",\"metadata\":" + "[".repeat(5000) + "]".repeat(5000) + "}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(error(answer).path("message").asText()).contains("deep");
  }

  @Test
  void aBodyBeyondTheLimitIsRefused() throws Exception {
    HttpResponse<byte[]> answer = chat("{\"model\":\"" + "x".repeat(101 * 1024) + "\"}");
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(error(answer).path("code").asText()).isEqualTo("request_too_large");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/v1",
        "/v1/responses",
        "/v1/chat",
        "/v1/chat/completions/x",
        "/actuator/env"
      })
  void anUnknownPathGetsTheErrorEnvelope(String path) throws Exception {
    HttpResponse<byte[]> answer = gateway.post(path, "{}");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(error(answer).path("code").asText()).isEqualTo("unknown_url");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/files/%zz, 400, bad_request",
    "/v1/models?x=LONG, 414, uri_too_long",
    "/v1/models HTTP/1.1\\r\\nx-long: LONGLONG, 431, headers_too_large",
    "/v1/models HTTP/9.x, 400, bad_request"
  })
  void whatIsNoReadableRequestGetsTheErrorEnvelope(String line, int status, String code)
      throws Exception {
    String request = line.replace("LONG", "x".repeat(5_000)).replace("\\r\\n", "\r\n");
    URI url = URI.create(gateway.url());
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      String head = request.contains("HTTP/") ? request : request + " HTTP/1.1";
      socket
          .getOutputStream()
          .write(
              ("GET " + head + "\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(answer).startsWith("HTTP/1.").contains(" " + status + " ");
      assertThat(Json.read(answer.substring(answer.indexOf('{'))).at("/error/code").asText())
          .isEqualTo(code);
    }
  }

  @Test
  void aFormIsRefusedSayingWhatToSend() throws Exception {
    HttpResponse<String> answer =
        gateway
            .client()
            .send(
                HttpRequest.newBuilder(URI.create(gateway.url() + "/v1/chat/completions"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(HELLO))
                    .build(),
                BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(answer.body()).contains("Content-Type: application/json");
  }

  @Test
  void anotherMethodGetsTheErrorEnvelope() throws Exception {
    HttpResponse<byte[]> answer = gateway.get("/v1/chat/completions");
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(error(answer).path("code").asText()).isEqualTo("method_not_allowed");
    assertThat(answer.headers().firstValue("allow")).hasValue("POST");
  }

  @Test
  void anUnknownModelIsA404ThatSaysWhatThereIs() throws Exception {
    HttpResponse<byte[]> answer = chat(HELLO.replace("openai/gpt-4.1", "no-such-model"));
    assertThat(answer.statusCode()).isEqualTo(404);
    JsonNode error = error(answer);
    assertThat(error.path("code").asText()).isEqualTo("model_not_found");
    assertThat(error.path("param").asText()).isEqualTo("model");
    assertThat(error.path("message").asText()).contains("best").contains("anthropic");
  }

  @Test
  void droppedParametersAreNamedAndRejectedOnDemand() throws Exception {
    upstream.script((request, connection) ->
        connection.reply(
            200,
            Map.of("Content-Type", "application/json"),
            """
            {"id":"m1","type":"message","role":"assistant","model":"claude-sonnet-5-5","content":[{"type":"text","text":"hi"}],
             "stop_reason":"end_turn","usage":{"input_tokens":1,"output_tokens":1}}\
            """
                .getBytes(StandardCharsets.UTF_8)));
    String body =
        HELLO
            .replace("openai/gpt-4.1", "anthropic/claude-sonnet-5-5")
            .replace("}]}", "}],\"max_tokens\":100,\"seed\":1,\"logprobs\":true}");

    HttpResponse<byte[]> dropped = chat(body);
    assertThat(dropped.statusCode()).isEqualTo(200);
    assertThat(dropped.headers().firstValue("x-cameleer-dropped-params").orElseThrow().split(", "))
        .containsExactlyInAnyOrder("seed", "logprobs");

    HttpResponse<byte[]> rejected = chat(body, "x-cameleer-unsupported-params", "reject");
    assertThat(rejected.statusCode()).isEqualTo(400);
    assertThat(error(rejected).path("message").asText()).contains("seed").contains("logprobs");
    assertThat(upstream.requests()).hasSize(1);

    HttpResponse<byte[]> unclear = chat(body, "x-cameleer-unsupported-params", "perhaps");
    assertThat(unclear.statusCode()).isEqualTo(400);
    assertThat(error(unclear).path("param").asText()).isEqualTo("x-cameleer-unsupported-params");
  }

  @Test
  void modelsListAliasesAndWhatTheCatalogueKnows() throws Exception {
    JsonNode list =
        JSON.readTree(gateway.get("/v1/models", "x-api-key", "first-key-of-the-gateway").body());
    assertThat(list.path("object").asText()).isEqualTo("list");
    List<String> ids = list.path("data").findValuesAsText("id");
    assertThat(ids)
        .contains("best", "gpt-4.1", "claude-sonnet-5-5", "gemini-3.8-flash")
        .doesNotHaveDuplicates();

    HttpResponse<byte[]> one =
        gateway.get("/v1/models/claude-sonnet-5-5", "x-api-key", "first-key-of-the-gateway");
    JsonNode model = JSON.readTree(one.body());
    assertThat(model.path("object").asText()).isEqualTo("model");
    assertThat(model.path("owned_by").asText()).isEqualTo("anthropic");
    assertThat(model.path("created").isIntegralNumber()).isTrue();

    HttpResponse<byte[]> none =
        gateway.get("/v1/models/a/b", "x-api-key", "first-key-of-the-gateway");
    assertThat(none.statusCode()).isEqualTo(404);
    assertThat(error(none).path("code").asText()).isEqualTo("model_not_found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health/live", "/health/ready"})
  void healthNeedsNoKey(String path) throws Exception {
    assertThat(gateway.get(path).statusCode()).isEqualTo(200);
  }

  @Test
  void http2InClearTextIsSpoken() throws Exception {
    upstreamAnswers();
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(gateway.url() + "/v1/chat/completions"))
                  .header("x-api-key", "first-key-of-the-gateway")
                  .POST(HttpRequest.BodyPublishers.ofString(HELLO))
                  .build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
    }
  }
}
