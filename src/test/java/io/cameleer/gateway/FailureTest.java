package io.cameleer.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a client sees when providers fail, and which attempts were made. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailureTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> JSON_TYPE = Map.of("Content-Type", "application/json");
  private static final String ANSWER =
      """
      {"id":"c1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"hello"},"finish_reason":"stop"}]}\
      """;

  private final ScriptedUpstream upstream = new ScriptedUpstream();
  private Gateway gateway;

  @BeforeAll
  void start() {
    Map<String, String> properties = Gateway.providersAt(upstream.url());
    properties.put("cameleer.providers.openai.response-timeout", "1s");
    properties.put("cameleer.providers.refusing.dialect", "openai");
    properties.put("cameleer.providers.refusing.base-url", "http://127.0.0.1:9");
    properties.put("cameleer.providers.refusing.api-key", "key");
    properties.put("cameleer.providers.guarded.dialect", "openai");
    properties.put("cameleer.providers.guarded.base-url", upstream.url() + "/guarded");
    properties.put("cameleer.providers.guarded.api-key", "key");
    properties.put("cameleer.providers.guarded.circuit-breaker.window", "4");
    properties.put("cameleer.providers.guarded.circuit-breaker.minimum-calls", "4");
    properties.put("cameleer.providers.guarded.circuit-breaker.open-for", "60s");
    // What one test provokes must not keep the candidate from the next one.
    properties.put("cameleer.cool-down.usual", "1ms");
    properties.put("cameleer.cool-down.longest", "1ms");
    properties.put("cameleer.aliases[0].name", "chain");
    properties.put("cameleer.aliases[0].candidates[0]", "refusing/any");
    properties.put("cameleer.aliases[0].candidates[1]", "openai/gpt-4.1");
    properties.put("cameleer.aliases[0].candidates[2]", "deepseek/deepseek-flash");
    gateway = Gateway.start(properties);
  }

  @AfterAll
  void stop() {
    gateway.close();
    upstream.close();
  }

  private HttpResponse<byte[]> chat(String model) throws Exception {
    return gateway.post(
        "/v1/chat/completions",
        "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"
            .formatted(model));
  }

  private static JsonNode error(HttpResponse<byte[]> answer) throws Exception {
    return JSON.readTree(answer.body()).path("error");
  }

  private void answers(int status, Map<String, String> headers, String body) {
    upstream.script((request, connection) ->
        connection.reply(status, headers, body.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aProviderThatRefusesConnectionsIsA502() throws Exception {
    HttpResponse<byte[]> answer = chat("refusing/any");
    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(error(answer).path("code").asText()).isEqualTo("upstream_connection_error");
    assertThat(answer.headers().firstValue("x-cameleer-attempts"))
        .hasValue("refusing/any:upstream_connection_error");
  }

  @Test
  void aProviderThatDoesNotAnswerInTimeIsA504() throws Exception {
    upstream.script((request, connection) -> connection.awaitClose());
    HttpResponse<byte[]> answer = chat("openai/gpt-4.1");
    assertThat(answer.statusCode()).isEqualTo(504);
    assertThat(error(answer).path("code").asText()).isEqualTo("upstream_timeout");
  }

  @Test
  void theProvidersRefusalOfTheGatewaysKeyIsTheOperatorsTrouble() throws Exception {
    answers(
        401,
        JSON_TYPE,
        "{\"error\":{\"message\":\"Incorrect API key provided:"
            + " key-of-openai\",\"type\":\"invalid_request_error\",\"code\":\"invalid_api_key\"}}");
    HttpResponse<byte[]> answer = chat("openai/gpt-4.1");
    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(error(answer).path("code").asText()).isEqualTo("provider_authentication_failed");
    assertThat(new String(answer.body(), StandardCharsets.UTF_8)).doesNotContain("key-of-openai");
  }

  @Test
  void aThrottledCallKeepsTheProvidersHint() throws Exception {
    answers(
        429,
        Map.of(
            "Content-Type",
            "application/json",
            "retry-after-ms",
            "2500",
            "x-ratelimit-remaining-requests",
            "0"),
        "{\"error\":{\"message\":\"Rate limit"
            + " reached\",\"type\":\"requests\",\"code\":\"rate_limit_exceeded\"}}");
    HttpResponse<byte[]> answer = chat("openai/gpt-4.1");
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("retry-after")).hasValue("3");
    assertThat(answer.headers().firstValue("x-ratelimit-remaining-requests")).hasValue("0");
    assertThat(error(answer).path("code").asText()).isEqualTo("rate_limit_exceeded");
  }

  @Test
  void htmlOfAProxyIsABadGateway() throws Exception {
    answers(
        503, Map.of("Content-Type", "text/html"), "<html><h1>503 Service Unavailable</h1></html>");
    HttpResponse<byte[]> answer = chat("openai/gpt-4.1");
    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(error(answer).path("code").asText()).isEqualTo("upstream_bad_gateway");
  }

  @Test
  void truncatedJsonIsABadGateway() throws Exception {
    answers(200, JSON_TYPE, ANSWER.substring(0, 80));
    assertThat(chat("openai/gpt-4.1").statusCode()).isEqualTo(502);
  }

  @Test
  void candidatesAreTriedInOrderUntilOneAnswers() throws Exception {
    upstream.script((request, connection) -> {
      boolean openai = request.target().startsWith("/openai");
      connection.reply(openai ? 500 : 200, JSON_TYPE, ANSWER.getBytes(StandardCharsets.UTF_8));
    });
    HttpResponse<byte[]> answer = chat("chain");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("x-cameleer-attempts"))
        .hasValue(
            "refusing/any:upstream_connection_error, openai/gpt-4.1:500,"
                + " deepseek/deepseek-flash:ok");
  }

  @Test
  void theCallersFaultIsAnsweredByTheFirstCandidateThatSeesIt() throws Exception {
    answers(
        400,
        JSON_TYPE,
        "{\"error\":{\"message\":\"messages too"
            + " odd\",\"type\":\"invalid_request_error\",\"param\":\"messages\",\"code\":\"invalid_value\"}}");
    HttpResponse<byte[]> answer = chat("chain");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(error(answer).path("param").asText()).isEqualTo("messages");
    assertThat(upstream.requests()).hasSize(1);
  }

  @Test
  void aBreakerThatIsOpenAsksNobodyAndNeverAnswersWithTheRequest() throws Exception {
    answers(500, JSON_TYPE, "{\"error\":{\"message\":\"broken\",\"type\":\"server_error\"}}");
    for (int i = 0; i < 4; i++) {
      chat("guarded/any");
    }
    answers(200, JSON_TYPE, ANSWER);

    HttpResponse<byte[]> answer = chat("guarded/any");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(error(answer).path("code").asText()).isEqualTo("provider_unavailable");
    assertThat(upstream.requests()).isEmpty();
  }
}
