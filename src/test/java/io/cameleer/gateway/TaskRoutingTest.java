package io.cameleer.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The content-based router as it is shipped, with the configuration as it is shipped: the task
 * chooses the model. Every provider refuses every request, so that the first one asked is the only
 * one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TaskRoutingTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TAG = "x-cameleer-tag";
  private static final String SHORT = "\"Hi!\"";
  private static final String LONG =
      "\"" + "Once upon a time there was a camel. ".repeat(100) + "\"";
  private static final String IMAGE =
      """
      [{"type":"text","text":"What is this?"},{"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw0KGgo="}}]\
      """;

  private final ScriptedUpstream upstream =
      new ScriptedUpstream((request, connection) ->
          connection.reply(
              400,
              Answers.JSON,
              Answers.error("invalid_request_error", "not_today", "I would rather not.")));
  private Gateway gateway;

  @BeforeAll
  void start() {
    gateway = Gateway.start(shipped());
  }

  private Map<String, String> shipped() {
    Map<String, String> properties = Gateway.providersAt(upstream.url());
    properties.put("cameleer.config", "config/cameleer.yaml");
    return properties;
  }

  @AfterAll
  void stop() {
    gateway.close();
    upstream.close();
  }

  private static String body(String model, String content, String metadata) {
    return "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":%s}],\"metadata\":%s}"
        .formatted(model, content, metadata);
  }

  /** Who is asked, and, before that, planned to be. */
  private String asked(String body, String... headers) throws Exception {
    Asked asked = Asked.send(gateway, body, headers);
    String attempt = asked.attempts().replace(":400", "");
    JsonNode plan = JSON.readTree(gateway.post("/v1/plan", body, headers).body());
    assertThat(plan.at("/candidates/0/candidate").asText()).isEqualTo(attempt);
    return attempt;
  }

  @ParameterizedTest
  @CsvSource({
    "summarization, gemini/gemini-3.5-flash-lite",
    "coding, anthropic/claude-opus-5-5",
    "extraction, openai/gpt-6-luna",
    "creative, anthropic/claude-sonnet-5-5",
    "bulk, deepseek/deepseek-flash",
    "sensitive, openai/gpt-5.6-terra"
  })
  void theTagChooses(String tag, String candidate) throws Exception {
    assertThat(asked(body("auto", LONG, "{}"), TAG, tag)).isEqualTo(candidate);
    assertThat(asked(body("auto", LONG, "{\"tag\":\"" + tag + "\"}"))).isEqualTo(candidate);
  }

  @Test
  void aSensitiveCallIsSensitiveWhateverElseItIs() throws Exception {
    assertThat(asked(body("auto", IMAGE, "{}"), TAG, "coding, sensitive"))
        .isEqualTo("openai/gpt-5.6-terra");
  }

  @Test
  void imagesChoose() throws Exception {
    assertThat(asked(body("auto", IMAGE, "{}"), TAG, "coding"))
        .isEqualTo("gemini/gemini-3.8-flash");
  }

  @Test
  void aShortPromptChooses() throws Exception {
    assertThat(asked(body("auto", SHORT, "{}"))).isEqualTo("deepseek/deepseek-flash");
  }

  @Test
  void whereNothingChoosesTheAliasesOwnCandidatesAreAsked() throws Exception {
    assertThat(asked(body("auto", LONG, "{}"), TAG, "unheard-of"))
        .isEqualTo("openai/gpt-5.6-terra");
  }

  @ParameterizedTest
  @CsvSource({
    "mistral/mistral-large-4, mistral/mistral-large-4",
    "claude-haiku-5-5, anthropic/claude-haiku-5-5",
    "smart, anthropic/claude-opus-5-5"
  })
  void aModelThatIsNamedWins(String model, String candidate) throws Exception {
    assertThat(asked(body(model, SHORT, "{}"), TAG, "bulk")).isEqualTo(candidate);
  }

  @Test
  void thePlanExplainsItself() throws Exception {
    JsonNode plan =
        JSON.readTree(gateway.post("/v1/plan", body("auto", LONG, "{}"), TAG, "coding").body());
    assertThat(plan.path("tags")).singleElement().hasToString("\"coding\"");
    assertThat(plan.path("estimated_prompt_tokens").asInt()).isBetween(500, 2_000);
    assertThat(plan.at("/candidates/0/reason").asText()).isNotBlank();
    assertThat(plan.path("candidates")).as("the alias `smart` is behind it").hasSizeGreaterThan(3);
  }

  @Test
  void aSensitiveCallGoesToNobodyElseWhereOpenAiIsOff() throws Exception {
    Map<String, String> properties = shipped();
    properties.put("cameleer.providers.openai.enabled", "false");
    upstream.requests().clear();
    try (Gateway withoutOpenAi = Gateway.start(properties)) {
      Asked asked = Asked.send(withoutOpenAi, body("auto", LONG, "{}"), TAG, "sensitive");
      assertThat(asked.status()).isEqualTo(404);
      assertThat(asked.errorCode()).isEqualTo("model_not_found");
      assertThat(asked.attempts()).isNull();
    }
    assertThat(upstream.requests()).isEmpty();
  }
}
