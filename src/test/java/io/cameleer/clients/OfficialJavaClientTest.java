package io.cameleer.clients;

import static io.cameleer.clients.Conversations.PROMPT;
import static io.cameleer.clients.Conversations.accumulate;
import static io.cameleer.clients.Conversations.addResults;
import static io.cameleer.clients.Conversations.asking;
import static io.cameleer.clients.Conversations.assertCalls;
import static io.cameleer.clients.Conversations.assertUsage;
import static io.cameleer.clients.Conversations.image;
import static io.cameleer.clients.Conversations.text;
import static io.cameleer.clients.Conversations.withTools;
import static io.cameleer.clients.Conversations.withUsage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.ReasoningEffort;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletion.Choice.FinishReason;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.completions.CompletionUsage;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.Embedding;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.models.Model;
import io.cameleer.emulation.ProviderEmulation;
import io.cameleer.gateway.Gateway;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The official Java client against the gateway, with all providers emulated behind it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OfficialJavaClientTest {

  private static final String KEY = "key-of-the-gateway";

  private final ProviderEmulation emulation = new ProviderEmulation();
  private Gateway gateway;
  private OpenAIClient client;

  @BeforeAll
  void start() {
    Map<String, String> properties = Gateway.providersAt(emulation.url());
    properties.put("cameleer.api-keys[0]", KEY);
    gateway = Gateway.start(properties);
    client = clientWithKey(KEY);
  }

  @AfterAll
  void stop() {
    client.close();
    gateway.close();
    emulation.close();
  }

  static List<String> chatModels() {
    return List.of(
        "openai/gpt-4.1-mini",
        "openai/gpt-6-sol",
        "anthropic/claude-sonnet-5-5",
        "gemini/gemini-3.8-flash",
        "deepseek/deepseek-flash",
        "mistral/mistral-large-4",
        "qwen/qwen3.8-max");
  }

  @ParameterizedTest
  @MethodSource("chatModels")
  void anAnswerComesWithWhatItCost(String model) {
    ChatCompletion completion =
        client
            .chat()
            .completions()
            .create(
                asking(model)
                    .addSystemMessage("Answer in verse.")
                    .maxCompletionTokens(500)
                    .build());

    assertThat(completion.choices()).hasSize(1);
    assertThat(completion.choices().getFirst().finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(text(completion)).contains(PROMPT, "Answer in verse.");
    assertUsage(completion.usage().orElseThrow());
  }

  @ParameterizedTest
  @MethodSource("chatModels")
  void anAnswerComesInPieces(String model) {
    List<ChatCompletionChunk> chunks = stream(withUsage(asking(model)));

    String text =
        String.join(
            "",
            chunks.stream()
                .flatMap(chunk -> chunk.choices().stream())
                .flatMap(choice -> choice.delta().content().stream())
                .toList());
    assertThat(chunks).hasSizeGreaterThan(5);
    assertThat(text).contains(PROMPT);
    assertUsage(chunks.getLast().usage().orElseThrow());
  }

  @ParameterizedTest
  @MethodSource("chatModels")
  void toolsAreCalledAndTheirResultsTold(String model) {
    ChatCompletionCreateParams.Builder conversation = withTools(asking(model));
    ChatCompletion first = client.chat().completions().create(conversation.build());
    assertCalls(first);

    ChatCompletionMessage message = first.choices().getFirst().message();
    addResults(conversation, message);
    ChatCompletion second = client.chat().completions().create(conversation.build());

    assertThat(second.choices().getFirst().finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(text(second)).contains("get_weather: schön", "get_time: schön");
  }

  @ParameterizedTest
  @MethodSource("chatModels")
  void toolsAreCalledInPiecesAndTheirResultsTold(String model) {
    ChatCompletionCreateParams.Builder conversation = withTools(asking(model));
    ChatCompletion first = accumulate(stream(withUsage(conversation)));
    assertCalls(first);

    addResults(conversation, first.choices().getFirst().message());
    ChatCompletion second = accumulate(stream(withUsage(conversation)));

    assertThat(second.choices().getFirst().finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(text(second)).contains("get_weather: schön", "get_time: schön");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "anthropic/claude-sonnet-5-5",
        "gemini/gemini-3.8-flash",
        "deepseek/deepseek-flash",
        "mistral/mistral-large-4",
        "qwen/qwen3.8-max"
      })
  void reasoningIsShownBesideCallsOfTools(String model) {
    ChatCompletionCreateParams.Builder conversation =
        withTools(asking(model)).reasoningEffort(ReasoningEffort.HIGH);
    ChatCompletion first = client.chat().completions().create(conversation.build());
    ChatCompletionMessage message = first.choices().getFirst().message();

    assertCalls(first);
    assertThat(message.toString()).contains("reasoning_content", "schön langsam");
    assertThat(first.usage().flatMap(CompletionUsage::completionTokensDetails))
        .hasValueSatisfying(details -> assertThat(details.reasoningTokens()).contains(8L));

    addResults(conversation, message);
    assertThat(text(client.chat().completions().create(conversation.build())))
        .contains("get_weather: schön");
  }

  @ParameterizedTest
  @MethodSource("chatModels")
  void imagesAreSeen(String model) {
    ChatCompletion completion =
        client
            .chat()
            .completions()
            .create(
                ChatCompletionCreateParams.builder()
                    .model(model)
                    .addUserMessageOfArrayOfContentParts(List.of(text(PROMPT), image(), image()))
                    .build());

    assertThat(text(completion)).contains(PROMPT, "Images: 2 (image/png, image/png)");
  }

  @ParameterizedTest
  @MethodSource("chatModels")
  void anAnswerHasTheStructureOfAClass(String model) {
    Caravan caravan =
        client
            .chat()
            .completions()
            .create(asking(model).responseFormat(Caravan.class).build())
            .choices()
            .getFirst()
            .message()
            .content()
            .orElseThrow();

    assertThat(caravan.leader).contains(PROMPT);
    assertThat(caravan.camels).isEqualTo(2);
    assertThat(caravan.stops).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "openai/text-embedding-3-small",
        "gemini/gemini-embedding-001",
        "mistral/mistral-embed",
        "qwen/text-embedding-v4"
      })
  void vectorsComeInTheOrderOfTheirTexts(String model) {
    List<String> texts = IntStream.range(0, 12).mapToObj(number -> "Kamel " + number).toList();

    CreateEmbeddingResponse together =
        client
            .embeddings()
            .create(
                EmbeddingCreateParams.builder().model(model).inputOfArrayOfStrings(texts).build());
    CreateEmbeddingResponse alone =
        client
            .embeddings()
            .create(EmbeddingCreateParams.builder().model(model).input(texts.get(7)).build());

    assertThat(together.data())
        .extracting(Embedding::index)
        .containsExactlyElementsOf(LongStream.range(0, 12).boxed().toList());
    assertThat(together.data()).extracting(Embedding::embedding).doesNotHaveDuplicates();
    assertThat(together.data().get(7).embedding()).isEqualTo(alone.data().getFirst().embedding());
  }

  @ParameterizedTest
  @ValueSource(strings = {"anthropic/claude-sonnet-5-5", "deepseek/deepseek-flash"})
  void aProviderWithoutEmbeddingsIsNotAskedForThem(String model) {
    BadRequestException refusal =
        catchThrowableOfType(
            BadRequestException.class,
            () ->
                client
                    .embeddings()
                    .create(EmbeddingCreateParams.builder().model(model).input("Kamel").build()));

    assertThat(refusal).hasMessageContaining("mbedding");
  }

  @ParameterizedTest
  @MethodSource("chatModels")
  void aCallersMistakeIsABadRequest(String model) {
    BadRequestException refusal =
        catchThrowableOfType(
            BadRequestException.class,
            () -> client.chat().completions().create(asking(model).temperature(7).build()));

    assertThat(refusal.param()).contains("temperature");
    assertThat(refusal.type()).contains("invalid_request_error");
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "anthropic", "gemini", "deepseek", "mistral", "qwen"})
  void aModelNobodyHasIsNotFound(String provider) {
    NotFoundException refusal =
        catchThrowableOfType(
            NotFoundException.class,
            () -> client.chat().completions().create(asking(provider + "/no-such-model").build()));

    assertThat(refusal.code()).contains("model_not_found");
  }

  @Test
  void aWrongKeyIsUnauthorized() {
    OpenAIClient stranger = clientWithKey("wrong");

    UnauthorizedException refusal =
        catchThrowableOfType(
            UnauthorizedException.class,
            () -> stranger.chat().completions().create(asking("openai/gpt-4.1-mini").build()));

    stranger.close();
    assertThat(refusal.code()).contains("invalid_api_key");
  }

  @Test
  void modelsAreListed() {
    List<String> listed = client.models().list().autoPager().stream().map(Model::id).toList();

    assertThat(listed).isNotEmpty().doesNotHaveDuplicates();
  }

  private OpenAIClient clientWithKey(String key) {
    return OpenAIOkHttpClient.builder()
        .baseUrl(gateway.url() + "/v1")
        .apiKey(key)
        .maxRetries(0)
        .build();
  }

  private List<ChatCompletionChunk> stream(ChatCompletionCreateParams request) {
    try (StreamResponse<ChatCompletionChunk> response =
        client.chat().completions().createStreaming(request)) {
      return response.stream().toList();
    }
  }
}
