package io.cameleer.kamelets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cameleer.gateway.Answers;
import io.cameleer.gateway.Gateway;
import io.cameleer.gateway.ScriptedUpstream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The kamelets that ask through a gateway, in an application beside it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayKameletsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KEY = "gateway+key/%&co(1)!";

  private final ScriptedUpstream upstream = new ScriptedUpstream();
  private Gateway gateway;
  private CamelApplication application;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    Map<String, String> properties = new LinkedHashMap<>(Gateway.providersAt(upstream.url()));
    properties.put("cameleer.api-keys", KEY);
    properties.put("cameleer.aliases[0].name", "default");
    properties.put("cameleer.aliases[0].candidates[0]", "openai/gpt-4.1-mini");
    properties.put("cameleer.aliases[1].name", "auto");
    properties.put("cameleer.aliases[1].by-task", "true");
    properties.put("cameleer.aliases[1].candidates[0]", "openai/gpt-4.1");
    properties.put("cameleer.aliases[2].name", "embedding");
    properties.put("cameleer.aliases[2].candidates[0]", "openai/text-embedding-3-small");
    properties.put("cameleer.tags[0].name", "local");
    properties.put("cameleer.tags[0].providers[0]", "mistral");
    gateway = Gateway.start(properties);
    Path schema =
        Files.writeString(
            folder.resolve("invoice.schema.json"),
            """
            {"type": "object", "required": ["total"], "additionalProperties": false,
             "properties": {"total": {"type": "number"}}}
            """);
    application =
        CamelApplication.start(
            folder,
            routes(schema),
            Map.of(
                "gateway",
                gateway.url() + "/v1",
                "nobody",
                "http://127.0.0.1:" + freePort() + "/v1",
                "key",
                KEY,
                "prompt",
                "Answer \"briefly\", (please): it's 100% {so} & so"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  private static String routes(Path schema) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("url", "{{gateway}}");
    all.put("apiKey", "RAW({{key}})");
    all.put("model", "openai/gpt-4.1");
    all.put("tag", "summarization");
    all.put("systemPrompt", "RAW({{prompt}})");
    all.put("temperature", "0.5");
    all.put("maxTokens", "70");
    all.put("jsonSchema", "file:" + schema);
    all.put("callTimeout", "1");
    all.put("output", "reply");
    Map<String, Object> few = Map.of("url", "{{gateway}}", "apiKey", "RAW({{key}})");
    Map<String, Object> labelled = with(few, "labels", "billing, technical,other");
    Map<String, Object> described = with(few, "jsonSchema", "file:" + schema);
    return CamelApplication.route("chat", "llm-chat-action", few)
        + CamelApplication.route("chat-all", "llm-chat-action", all)
        + CamelApplication.route("chat-bulk", "llm-chat-action", inBulk(few))
        + CamelApplication.route("wrong-key", "llm-chat-action", Map.of("url", "{{gateway}}"))
        + CamelApplication.route("nobody", "llm-chat-action", Map.of("url", "{{nobody}}"))
        + CamelApplication.route(
            "unknown-model", "llm-chat-action", with(few, "model", "nobody/model"))
        + CamelApplication.route("chat-hasty", "llm-chat-action", hasty(few))
        + CamelApplication.route("embeddings", "llm-embeddings-action", few)
        + CamelApplication.route("embeddings-all", "llm-embeddings-action", allOfEmbeddings(few))
        + CamelApplication.route("embeddings-local", "llm-embeddings-action", local(few))
        + CamelApplication.route("embeddings-hasty", "llm-embeddings-action", hasty(few))
        + CamelApplication.route("classify", "llm-classify-action", labelled)
        + CamelApplication.route("classify-all", "llm-classify-action", instructed(labelled))
        + CamelApplication.route("classify-hasty", "llm-classify-action", hasty(labelled))
        + CamelApplication.route("extract", "llm-extract-action", described)
        + CamelApplication.route("extract-all", "llm-extract-action", instructed(described))
        + CamelApplication.route("extract-hasty", "llm-extract-action", hasty(described))
        + CamelApplication.route("gateway", "llm-gateway-action", with(few, "path", "/plan"));
  }

  private static Map<String, Object> inBulk(Map<String, Object> few) {
    return with(with(few, "model", "auto"), "tag", "bulk");
  }

  private static Map<String, Object> instructed(Map<String, Object> few) {
    return with(inBulk(few), "instructions", "Camels count twice.");
  }

  private static Map<String, Object> local(Map<String, Object> few) {
    return with(few, "tag", "local");
  }

  private static Map<String, Object> hasty(Map<String, Object> few) {
    return with(few, "callTimeout", 1);
  }

  private static Map<String, Object> allOfEmbeddings(Map<String, Object> few) {
    Map<String, Object> model = with(few, "model", "openai/text-embedding-3-large");
    return with(with(model, "dimensions", 2), "output", "reply");
  }

  private static Map<String, Object> with(Map<String, Object> some, String key, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(some);
    more.put(key, value);
    return more;
  }

  @AfterAll
  void stop() {
    application.close();
    gateway.close();
    upstream.close();
  }

  @BeforeEach
  void answer() {
    answer("A camel.");
  }

  private void answer(String text) {
    upstream.script((request, connection) ->
        connection.reply(200, Answers.JSON, Answers.bytes(Answers.whole(escaped(text)))));
  }

  private static String escaped(String text) {
    return text.replace("\"", "\\\"");
  }

  @Test
  void aTextIsAskedAndItsAnswerIsText() throws Exception {
    String question = "He said \"hi\": ${body} {{x}}\n(100 % & more)";

    assertThat(answered(application.send("chat", question))).isEqualTo("A camel.");

    JsonNode asked = asked();
    assertThat(asked.path("model").asText()).isEqualTo("gpt-4.1-mini");
    assertThat(asked.path("messages")).hasSize(1);
    assertThat(asked.at("/messages/0/content").asText()).isEqualTo(question);
    assertThat(asked.has("temperature")).isFalse();
    assertThat(asked.has("response_format")).isFalse();
  }

  @Test
  void everyParameterOfAChatArrives() throws Exception {
    answer("{\"total\": 1}");

    JsonNode reply =
        JSON.readTree(application.send("chat-all", "How much?").getMessage().getBody(String.class));

    assertThat(reply.path("object").asText()).isEqualTo("chat.completion");
    JsonNode asked = asked();
    assertThat(asked.path("model").asText()).isEqualTo("gpt-4.1");
    assertThat(asked.at("/messages/0/role").asText()).isEqualTo("system");
    assertThat(asked.at("/messages/0/content").asText())
        .isEqualTo("Answer \"briefly\", (please): it's 100% {so} & so");
    assertThat(asked.at("/messages/1/content").asText()).isEqualTo("How much?");
    assertThat(asked.path("temperature").asDouble()).isEqualTo(0.5);
    assertThat(asked.path("max_completion_tokens").asInt()).isEqualTo(70);
    assertThat(asked.at("/response_format/json_schema/schema/properties/total/type").asText())
        .isEqualTo("number");
  }

  @Test
  void aChatRequestGoesAsItIsWithWhatItLacks() throws Exception {
    String request =
        """
        {"messages": [{"role": "user", "content": "hi"}], "temperature": 1, "seed": 7}
        """;
    Map<String, Object> map =
        Map.of(
            "messages",
            List.of(Map.of("role", "user", "content", "hi")),
            "temperature",
            1,
            "seed",
            7);
    for (Object body :
        List.of(
            request,
            request.getBytes(StandardCharsets.UTF_8),
            new ByteArrayInputStream(request.getBytes(StandardCharsets.UTF_8)),
            map)) {
      answer("{\"total\": 1}");
      assertThat(application.send("chat-all", body).getException()).isNull();

      JsonNode asked = asked();
      assertThat(asked.path("model").asText()).isEqualTo("gpt-4.1");
      assertThat(asked.path("messages")).hasSize(1);
      assertThat(asked.path("temperature").asDouble()).isEqualTo(1);
      assertThat(asked.path("seed").asInt()).isEqualTo(7);
      assertThat(asked.path("max_completion_tokens").asInt()).isEqualTo(70);
    }
  }

  @Test
  void headersSayWhereTheAnswerCameFromAndTheMessagesOwnStay() {
    Exchange answer =
        application.send(
            "chat",
            exchange -> {
              exchange.getIn().setBody("hi");
              exchange.getIn().setHeader("order", "42");
              exchange.getIn().setHeader("Authorization", "of the application");
              exchange.getIn().setHeader("x-cameleer-warning", "of an earlier call");
            });

    assertThat(answer.getMessage().getHeaders())
        .containsEntry("order", "42")
        .containsEntry("Authorization", "of the application")
        .containsEntry("x-cameleer-provider", "openai")
        .containsEntry("x-cameleer-model", "gpt-4.1-mini")
        .containsEntry("x-cameleer-attempts", "openai/gpt-4.1-mini:ok")
        .containsKeys("x-request-id", "x-cameleer-cost-usd")
        .doesNotContainKeys(
            "x-cameleer-warning", "x-cameleer-timeout", "CamelHttpResponseCode", "Content-Type");
    assertThat(answer.getVariables()).isEmpty();
  }

  @Test
  void theTagOfTheKameletChoosesToo() throws Exception {
    application.send("chat-bulk", "hi");
    assertThat(asked().path("model").asText()).isEqualTo("deepseek-flash");

    assertThat(application.send("embeddings-local", "hi").getException())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("local");
  }

  @Test
  void aTagChoosesAndIsNotLeftInTheMessage() throws Exception {
    Exchange answer = application.send("gateway", chatRequest("auto"));
    assertThat(planned(answer)).isEqualTo("");
    Exchange tagged =
        application.send(
            "gateway",
            exchange -> {
              exchange.getIn().setBody(chatRequest("auto"));
              exchange.getIn().setHeader("x-cameleer-tag", "coding");
            });
    assertThat(planned(tagged)).isEqualTo("coding");
    assertThat(tagged.getMessage().getHeaders()).doesNotContainKey("x-cameleer-tag");
  }

  private static Map<String, Object> chatRequest(String model) {
    return Map.of("model", model, "messages", List.of(Map.of("role", "user", "content", "hi")));
  }

  private static String planned(Exchange answer) throws IOException {
    return JSON.readTree(answer.getMessage().getBody(String.class)).at("/tags/0").asText();
  }

  @Test
  void aWrongKeyAnUnknownModelAndAnEmptyMessageAreTheCallersFault() {
    assertThat(application.send("wrong-key", "hi").getException())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The gateway answered 401: ")
        .hasMessageContaining("gateway key");
    assertThat(application.send("unknown-model", "hi").getException())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The gateway answered 404: ")
        .hasMessageContaining("nobody/model");
    assertThat(application.send("chat", Map.of("messages", List.of())).getException())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The gateway answered 400: ")
        .hasMessageContaining("messages");
  }

  @Test
  void whatMayPassIsAnIoException() {
    upstream.script((request, connection) ->
        connection.reply(
            429, Answers.JSON, Answers.error("rate_limit_error", "rate_limit", "too fast")));
    assertThat(application.send("chat", "hi").getException())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("The gateway answered 429: ");
    assertThat(application.send("nobody", "hi").getException()).isInstanceOf(IOException.class);
  }

  @Test
  void theKeyIsNotLeftInTheMessageOfAFailedCall() {
    Exchange failed = application.send("nobody", "hi");

    assertThat(failed.getMessage().getHeaders()).doesNotContainKey("Authorization");
    assertThat(failed.getVariables()).doesNotContainKey("llmAuthorization");
  }

  @Test
  void theGatewaySaysThatTimeIsUp() {
    upstream.script((request, connection) -> connection.awaitClose());

    for (String kamelet : List.of("chat", "embeddings", "classify", "extract")) {
      assertThat(application.send(kamelet + "-hasty", "hi").getException())
          .as(kamelet)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("The gateway answered 504: ");
    }
  }

  @Test
  void aTextBecomesAVectorAndAListOfTextsAListOfVectors() throws Exception {
    vectors();
    assertThat(application.send("embeddings", "a").getMessage().getBody())
        .isEqualTo(List.of(0.0, 0.5));
    assertThat(asked().path("model").asText()).isEqualTo("text-embedding-3-small");

    vectors();
    assertThat(application.send("embeddings", List.of("a", "b")).getMessage().getBody())
        .isEqualTo(List.of(List.of(0.0, 0.5), List.of(1.0, 0.5)));

    vectors();
    JsonNode reply =
        JSON.readTree(application.send("embeddings-all", "a").getMessage().getBody(String.class));
    assertThat(reply.path("object").asText()).isEqualTo("list");
    assertThat(asked().path("model").asText()).isEqualTo("text-embedding-3-large");
    assertThat(asked().path("dimensions").asInt()).isEqualTo(2);
  }

  private void vectors() {
    upstream.script((request, connection) -> {
      int inputs = Math.max(1, JSON.readTree(request.body()).path("input").size());
      StringBuilder data = new StringBuilder();
      for (int i = 0; i < inputs; i++) {
        data.append(i == 0 ? "" : ",")
            .append(
                "{\"object\":\"embedding\",\"index\":%d,\"embedding\":[%d.0,0.5]}".formatted(i, i));
      }
      connection.reply(
          200,
          Answers.JSON,
          Answers.bytes(
              "{\"object\":\"list\",\"model\":\"m\",\"data\":[%s],\"usage\":{\"prompt_tokens\":1,\"total_tokens\":1}}"
                  .formatted(data)));
    });
  }

  @Test
  void aTextGetsOneOfTheLabels() throws Exception {
    answer("{\"label\": \"technical\"}");

    assertThat(answered(application.send("classify", "My \"screen\" is black.")))
        .isEqualTo("technical");

    JsonNode asked = asked();
    assertThat(asked.at("/messages/1/content").asText()).isEqualTo("My \"screen\" is black.");
    assertThat(asked.at("/response_format/json_schema/strict").asBoolean()).isTrue();
    assertThat(asked.at("/response_format/json_schema/schema/properties/label/enum"))
        .extracting(JsonNode::asText)
        .containsExactly("billing", "technical", "other");
  }

  @Test
  void everyParameterOfAClassificationArrives() throws Exception {
    answer("{\"label\": \"other\"}");

    assertThat(answered(application.send("classify-all", "A camel"))).isEqualTo("other");

    assertThat(asked().at("/messages/0/content").asText()).contains("Camels count twice.");
    assertThat(asked().path("model").asText()).isEqualTo("deepseek-flash");
  }

  @Test
  void anAnswerThatIsNoneOfTheLabelsIsAnError() {
    for (String wrong : List.of("{\"label\": \"Technical\"}", "{\"label\": \"a\"}", "{}")) {
      answer(wrong);
      assertThat(application.send("classify", "My screen is black.").getException())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(wrong)
          .hasMessageContaining("billing, technical,other");
    }
    answer("It is technical.");
    assertThat(application.send("classify", "My screen is black.").getException()).isNotNull();
  }

  @Test
  void whatASchemaAsksForIsExtractedAndValidated() throws Exception {
    answer("{\"total\": 42.5}");

    Exchange answer = application.send("extract-all", "Total: 42.50");

    assertThat(JSON.readTree(answered(answer)).path("total").asDouble()).isEqualTo(42.5);
    JsonNode asked = asked();
    assertThat(asked.at("/messages/0/content").asText()).contains("Camels count twice.");
    assertThat(asked.path("model").asText()).isEqualTo("deepseek-flash");
  }

  @Test
  void anAnswerThatDoesNotFollowTheSchemaIsAnError() {
    for (String wrong : List.of("{\"total\": \"42\"}", "{}", "{\"total\": 1, \"tip\": 1}")) {
      answer(wrong);
      assertThat(application.send("extract", "Total: 42").getException())
          .as(wrong)
          .hasMessageContaining("JSON validation error");
    }
  }

  private static String answered(Exchange answer) {
    assertThat(answer.getException()).isNull();
    return answer.getMessage().getBody(String.class);
  }

  private JsonNode asked() throws IOException {
    return JSON.readTree(upstream.requests().getLast().body());
  }
}
