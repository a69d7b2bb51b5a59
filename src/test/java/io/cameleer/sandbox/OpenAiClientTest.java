package io.cameleer.sandbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionMessageToolCall;
import com.openai.models.chat.completions.ChatCompletionNamedToolChoice;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.Embedding;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.models.Model;
import io.cameleer.json.Json;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The sandbox as OpenAI's own Java client sees it. */
@Timeout(value = 60, unit = SECONDS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenAiClientTest {

  private static final Map<String, Object> CITY =
      Map.of(
          "type",
          "object",
          "properties",
          Map.of("city", Map.of("type", "string"), "days", Map.of("type", "integer")),
          "required",
          List.of("city", "days"));

  private SandboxServer server;
  private OpenAIClient client;

  @BeforeAll
  void start() {
    server = SandboxServer.start();
    client =
        OpenAIOkHttpClient.builder()
            .baseUrl(server.baseUrl().toString())
            .apiKey("any")
            .maxRetries(0)
            .build();
  }

  @AfterAll
  void close() {
    client.close();
    server.close();
  }

  @Test
  void itGetsAnAnswer() {
    ChatCompletion completion = client.chat().completions().create(chat("echo").build());

    assertThat(completion.choices().getFirst().message().content())
        .contains("Cameleer's sandbox heard: Weather in Kraków?");
    assertThat(completion.usage().orElseThrow().promptTokens()).isEqualTo(3);
    assertThat(completion.usage().orElseThrow().completionTokens()).isEqualTo(6);
  }

  @Test
  void itAssemblesAStream() {
    ChatCompletion completion =
        stream(
            chat("echo")
                .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build());

    assertThat(completion.choices().getFirst().message().content())
        .contains("Cameleer's sandbox heard: Weather in Kraków?");
    assertThat(completion.choices().getFirst().finishReason())
        .isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
    assertThat(completion.usage().orElseThrow().totalTokens()).isEqualTo(9);
  }

  @Test
  void itCallsAToolAndQuotesItsResult() throws Exception {
    ChatCompletionCreateParams.Builder params = chat("tools").addTool(weather("get_weather"));

    ChatCompletionMessage asking = message(client.chat().completions().create(params.build()));
    ChatCompletionMessageFunctionToolCall call = onlyCall(asking);
    ChatCompletionMessage answer =
        message(
            client
                .chat()
                .completions()
                .create(params.addMessage(asking).addMessage(result(call.id())).build()));

    JsonNode arguments = Json.read(call.function().arguments());
    assertThat(call.function().name()).isEqualTo("get_weather");
    assertThat(arguments.path("city").asText()).isEqualTo("Weather in Kraków?");
    assertThat(arguments.path("days").isInt()).isTrue();
    assertThat(answer.content()).contains("Cameleer's sandbox got from its tools: 12 °C");
  }

  @Test
  void itCallsAllToolsInAStreamWhereItMayCallSeveral() {
    ChatCompletion completion =
        stream(
            chat("tools")
                .addTool(weather("get_weather"))
                .addTool(weather("get_forecast"))
                .parallelToolCalls(true)
                .build());

    List<ChatCompletionMessageToolCall> calls = message(completion).toolCalls().orElseThrow();
    assertThat(calls)
        .extracting(call -> call.asFunction().function().name())
        .containsExactly("get_weather", "get_forecast");
    assertThat(calls).extracting(call -> call.asFunction().id()).doesNotHaveDuplicates();
    assertThat(completion.choices().getFirst().finishReason())
        .isEqualTo(ChatCompletion.Choice.FinishReason.TOOL_CALLS);
  }

  @Test
  void itCallsTheForcedTool() {
    ChatCompletionCreateParams params =
        chat("tools")
            .addTool(weather("get_weather"))
            .addTool(weather("get_forecast"))
            .toolChoice(
                ChatCompletionNamedToolChoice.builder()
                    .function(
                        ChatCompletionNamedToolChoice.Function.builder()
                            .name("get_forecast")
                            .build())
                    .build())
            .build();

    ChatCompletionMessage message = message(client.chat().completions().create(params));

    assertThat(onlyCall(message).function().name()).isEqualTo("get_forecast");
  }

  @Test
  void itAnswersInTheFormOfASchema() throws Exception {
    ResponseFormatJsonSchema.JsonSchema.Schema schema =
        ResponseFormatJsonSchema.JsonSchema.Schema.builder()
            .putAllAdditionalProperties(json(CITY))
            .build();
    ChatCompletionCreateParams params =
        chat("echo")
            .responseFormat(
                ResponseFormatJsonSchema.builder()
                    .jsonSchema(
                        ResponseFormatJsonSchema.JsonSchema.builder()
                            .name("city")
                            .schema(schema)
                            .strict(true)
                            .build())
                    .build())
            .build();

    ChatCompletion completion = client.chat().completions().create(params);

    JsonNode answer = Json.read(message(completion).content().orElseThrow());
    assertThat(answer.path("city").asText()).isEqualTo("Weather in Kraków?");
    assertThat(answer.path("days").isInt()).isTrue();
    assertThat(answer.size()).isEqualTo(2);
  }

  @Test
  void embeddingsAreUnitVectorsThatDependOnTheTextAlone() {
    CreateEmbeddingResponse once = embed(EmbeddingCreateParams.EncodingFormat.BASE64, 256);
    CreateEmbeddingResponse again = embed(EmbeddingCreateParams.EncodingFormat.FLOAT, 256);

    assertThat(once.data()).hasSize(2);
    assertThat(vector(once, 0)).hasSize(256).isEqualTo(vector(again, 0));
    assertThat(vector(once, 0)).isNotEqualTo(vector(once, 1));
    assertThat(Math.sqrt(vector(once, 0).stream().mapToDouble(value -> value * value).sum()))
        .isCloseTo(1, within(1e-5));
    assertThat(once.usage().promptTokens()).isEqualTo(3);
    assertThat(vector(embed(EmbeddingCreateParams.EncodingFormat.BASE64, 8), 0)).hasSize(8);
  }

  @Test
  void itListsTheModels() {
    assertThat(client.models().list().data())
        .extracting(Model::id)
        .containsExactlyElementsOf(SandboxModel.ids());
  }

  static List<Arguments> errors() {
    return List.of(
        Arguments.of("error-401", UnauthorizedException.class),
        Arguments.of("error-429", RateLimitException.class),
        Arguments.of("error-500", InternalServerException.class),
        Arguments.of("error-503", InternalServerException.class),
        Arguments.of("nonsense", NotFoundException.class));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void itUnderstandsTheErrors(String model, Class<? extends OpenAIServiceException> expected) {
    assertThatThrownBy(() -> client.chat().completions().create(chat(model).build()))
        .isInstanceOf(expected);
  }

  private static ChatCompletionCreateParams.Builder chat(String model) {
    return ChatCompletionCreateParams.builder().model(model).addUserMessage("Weather in Kraków?");
  }

  private ChatCompletion stream(ChatCompletionCreateParams params) {
    ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
    try (StreamResponse<ChatCompletionChunk> chunks =
        client.chat().completions().createStreaming(params)) {
      chunks.stream().forEach(accumulator::accumulate);
    }
    return accumulator.chatCompletion();
  }

  private CreateEmbeddingResponse embed(
      EmbeddingCreateParams.EncodingFormat format, long dimensions) {
    return client
        .embeddings()
        .create(
            EmbeddingCreateParams.builder()
                .model("embedding")
                .inputOfArrayOfStrings(List.of("one", "one two"))
                .encodingFormat(format)
                .dimensions(dimensions)
                .build());
  }

  private static List<Float> vector(CreateEmbeddingResponse response, int index) {
    Embedding embedding = response.data().get(index);
    return embedding.embedding();
  }

  private static ChatCompletionFunctionTool weather(String name) {
    return ChatCompletionFunctionTool.builder()
        .function(
            FunctionDefinition.builder()
                .name(name)
                .parameters(
                    FunctionParameters.builder().putAllAdditionalProperties(json(CITY)).build())
                .build())
        .build();
  }

  private static Map<String, JsonValue> json(Map<String, Object> fields) {
    return fields.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, field -> JsonValue.from(field.getValue())));
  }

  private static ChatCompletionToolMessageParam result(String callId) {
    return ChatCompletionToolMessageParam.builder().toolCallId(callId).content("12 °C").build();
  }

  private static ChatCompletionMessage message(ChatCompletion completion) {
    return completion.choices().getFirst().message();
  }

  private static ChatCompletionMessageFunctionToolCall onlyCall(ChatCompletionMessage message) {
    assertThat(message.toolCalls().orElseThrow()).hasSize(1);
    return message.toolCalls().orElseThrow().getFirst().asFunction();
  }
}
