package io.cameleer.kamelets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cameleer.chat.CallFailedException;
import io.cameleer.emulation.ProviderEmulation;
import io.cameleer.gateway.Answers;
import io.cameleer.gateway.ScriptedUpstream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kamelets that ask a provider from within an application: no gateway runs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProviderKameletsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  static final Map<String, String> MODELS =
      Map.of(
          "openai", "gpt-4.1-mini",
          "anthropic", "claude-sonnet-5-5",
          "gemini", "gemini-3.8-flash",
          "deepseek", "deepseek-flash",
          "mistral", "mistral-large-4",
          "qwen", "qwen3.8-max");

  private final ProviderEmulation emulation = new ProviderEmulation();
  private final ScriptedUpstream upstream = new ScriptedUpstream();
  private CamelApplication application;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    Path schema =
        Files.writeString(
            folder.resolve("answer.schema.json"),
            """
            {"type": "object", "required": ["total"], "additionalProperties": false,
             "properties": {"total": {"type": "number"}}}
            """);
    StringBuilder routes = new StringBuilder();
    MODELS.forEach((provider, model) ->
        routes.append(
            CamelApplication.route(
                provider,
                "llm-" + provider + "-action",
                Map.of(
                    "apiKey", "key-of-" + provider,
                    "model", model,
                    "baseUrl", emulation.url() + "/" + provider))));
    routes.append(CamelApplication.route("all", "llm-openai-action", all(schema)));
    application = CamelApplication.start(folder, routes.toString(), Map.of());
  }

  private Map<String, Object> all(Path schema) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("apiKey", "a-key");
    all.put("model", "gpt-4.1");
    all.put("baseUrl", upstream.url());
    all.put("systemPrompt", "Be brief.");
    all.put("temperature", "0.5");
    all.put("maxTokens", "70");
    all.put("jsonSchema", "file:" + schema);
    all.put("callTimeout", "2");
    all.put("retries", "1");
    all.put("circuitBreakerOpenFor", "10");
    all.put("output", "reply");
    return all;
  }

  @AfterAll
  void stop() {
    application.close();
    emulation.close();
    upstream.close();
  }

  @ParameterizedTest
  @CsvSource({"openai", "anthropic", "gemini", "deepseek", "mistral", "qwen"})
  void eachProviderIsAskedInItsOwnFormat(String provider) {
    Exchange answer = application.send(provider, "Does a camel have humps?");

    assertThat(answer.getException()).isNull();
    assertThat(answer.getMessage().getBody(String.class)).contains("Does a camel have humps?");
    assertThat(answer.getMessage().getHeaders())
        .containsEntry("x-cameleer-provider", provider)
        .containsEntry("x-cameleer-model", MODELS.get(provider))
        .containsKeys("x-cameleer-attempts", "x-request-id");
  }

  @Test
  void everyParameterArrives() throws Exception {
    upstream.script((request, connection) ->
        connection.reply(200, Answers.JSON, Answers.bytes(Answers.whole("{\\\"total\\\": 1}"))));

    Exchange answer = application.send("all", "How much?");

    assertThat(answer.getException()).isNull();
    assertThat(JSON.readTree(answer.getMessage().getBody(String.class)).path("object").asText())
        .isEqualTo("chat.completion");
    ScriptedUpstream.Request request = upstream.requests().getLast();
    assertThat(request.headers()).containsEntry("authorization", "Bearer a-key");
    JsonNode asked = JSON.readTree(request.body());
    assertThat(asked.path("model").asText()).isEqualTo("gpt-4.1");
    assertThat(asked.at("/messages/0/content").asText()).isEqualTo("Be brief.");
    assertThat(asked.at("/messages/1/content").asText()).isEqualTo("How much?");
    assertThat(asked.path("temperature").asDouble()).isEqualTo(0.5);
    assertThat(asked.path("max_completion_tokens").asInt()).isEqualTo(70);
    assertThat(asked.at("/response_format/json_schema/schema/required/0").asText())
        .isEqualTo("total");
  }

  @Test
  void aFailureThatMayPassIsTriedAgainAsOftenAsSaid() {
    upstream.script((request, connection) ->
        connection.reply(503, Answers.JSON, Answers.error("server_error", "down", "down")));

    assertThat(application.send("all", "hi").getException())
        .isInstanceOfSatisfying(
            CallFailedException.class,
            failed -> assertThat(failed.failure().upstreamStatus()).isEqualTo(503));
    assertThat(upstream.requests()).hasSize(2);
  }

  @Test
  void timeIsUpWhenItIsUp() {
    upstream.script((request, connection) -> connection.awaitClose());

    assertThat(application.send("all", "hi").getException())
        .isInstanceOfSatisfying(
            CallFailedException.class,
            failed -> assertThat(failed.failure().status()).isEqualTo(504));
  }

  @Test
  void aWrongKeyAndAFaultyRequestAreSaidPlainly() {
    upstream.script((request, connection) ->
        connection.reply(
            401, Answers.JSON, Answers.error("authentication_error", "invalid", "no")));
    assertThat(application.send("all", "hi").getException())
        .isInstanceOf(CallFailedException.class);
    assertThat(application.send("openai", Map.of("messages", List.of())).getException())
        .isInstanceOf(CallFailedException.class)
        .hasMessageContaining("messages");
  }
}
