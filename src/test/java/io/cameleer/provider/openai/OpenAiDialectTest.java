package io.cameleer.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.catalog.Candidate;
import io.cameleer.catalog.Model;
import io.cameleer.catalog.Provider;
import io.cameleer.catalog.Secret;
import io.cameleer.catalog.Trait;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.EmbeddingRequest;
import io.cameleer.chat.Failure;
import io.cameleer.chat.Message;
import io.cameleer.chat.Streaming;
import io.cameleer.chat.Tool;
import io.cameleer.chat.Tooling;
import io.cameleer.json.Json;
import io.cameleer.provider.UpstreamReply;
import io.cameleer.provider.UpstreamRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiDialectTest {

  private static final String OPENAI = "https://api.openai.com/v1";
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private final OpenAiDialect dialect = new OpenAiDialect(Clock.fixed(NOW, ZoneOffset.UTC));

  private static Candidate candidate(String name, String baseUrl, Trait... traits) {
    Provider provider =
        new Provider(
            name,
            "openai",
            URI.create(baseUrl),
            new Provider.Authentication("Authorization", "Bearer ", new Secret("key")),
            Map.of(),
            Map.of(),
            new Provider.Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(1)),
            1);
    return new Candidate(provider, new Model("m", null, null, null, Set.of(traits)));
  }

  private static ChatRequest withTool(Tool tool) {
    return ChatRequest.builder("m", List.of(Message.User.of("Hi.")))
        .tooling(new Tooling(List.of(tool), null, null, false))
        .build();
  }

  private static ChatRequest withFunction() {
    return withTool(new Tool.Function("f", null, null, null, Map.of()));
  }

  private String path(ChatRequest request, Candidate candidate) {
    return dialect.chat(request, candidate).request().path();
  }

  @ParameterizedTest
  @CsvSource({
    "openai,  http://127.0.0.1:8080/v1,                             /responses",
    "main,    https://api.openai.com/v1,                            /responses",
    "main,    https://eu.api.openai.com/v1,                         /responses",
    "azure,   https://r.openai.azure.com/openai/v1,                 /responses",
    "azure,   https://r.services.ai.azure.com/openai/v1,            /responses",
    "azure,   https://r.cognitiveservices.azure.com/openai/v1,      /responses",
    "azure,   https://r.openai.azure.com/openai/deployments/gpt,    /chat/completions",
    "reseller, https://openrouter.ai/api/v1,                        /chat/completions",
    "lookalike, https://api.openai.com.example.com/v1,              /chat/completions",
    "nohost,  urn:nothing,                                          /chat/completions"
  })
  void functionsGoToTheResponsesApiWhereOpenAiOrAzureHasOne(
      String name, String baseUrl, String path) {
    Candidate candidate = candidate(name, baseUrl, Trait.RESPONSES_FOR_TOOLS);

    assertThat(path(withFunction(), candidate)).isEqualTo(path);
  }

  @Test
  void withoutFunctionsTheSameModelStaysWithChatCompletions() {
    Candidate candidate = candidate("openai", OPENAI, Trait.RESPONSES_FOR_TOOLS);
    ChatRequest plain = ChatRequest.builder("m", List.of(Message.User.of("Hi."))).build();
    ChatRequest otherTool = withTool(new Tool.Other("web_search", Map.of()));

    assertThat(path(plain, candidate)).isEqualTo("/chat/completions");
    assertThat(path(otherTool, candidate)).isEqualTo("/chat/completions");
  }

  @Test
  void aModelOfTheResponsesApiAloneIsCalledThereWithoutFunctionsToo() {
    ChatRequest plain = ChatRequest.builder("m", List.of(Message.User.of("Hi."))).build();

    assertThat(path(plain, candidate("openai", OPENAI, Trait.RESPONSES_ONLY)))
        .isEqualTo("/responses");
  }

  @Test
  void aModelWithoutTheTraitTakesFunctionsInChatCompletions() {
    assertThat(path(withFunction(), candidate("openai", OPENAI))).isEqualTo("/chat/completions");
  }

  @ParameterizedTest
  @CsvSource({
    "main,  https://api.openai.com/v1,                          true",
    "azure, https://r.openai.azure.com/openai/v1,               false",
    "vllm,  http://10.0.0.1:8000/v1,                            false"
  })
  void paddingIsSwitchedOffOnlyWhereTheSwitchIsSurelyKnown(
      String name, String baseUrl, boolean switched) throws IOException {
    ChatRequest streamed =
        ChatRequest.builder("m", List.of(Message.User.of("Hi.")))
            .streaming(new Streaming(true, false, Map.of()))
            .build();

    UpstreamRequest request = dialect.chat(streamed, candidate(name, baseUrl)).request();

    JsonNode options = Json.read(request.body()).path("stream_options");
    assertThat(options.path("include_usage").booleanValue()).isTrue();
    assertThat(options.has("include_obfuscation")).isEqualTo(switched);
    assertThat(request.streamed()).isTrue();
  }

  @Test
  void azureSendsVectorsCompactlyToo() throws IOException {
    EmbeddingRequest request =
        new EmbeddingRequest(
            "m", List.of(new EmbeddingRequest.Input.Text("a")), null, false, null, Map.of());
    Candidate azure = candidate("azure", "https://r.openai.azure.com/openai/v1");

    byte[] body = dialect.embeddings(request, azure).request().body();

    assertThat(Json.read(body).path("encoding_format").asText()).isEqualTo("base64");
  }

  @ParameterizedTest
  @CsvSource({
    "retry-after-ms,  1500,                          1500",
    "retry-after,     2.5,                           2500",
    "retry-after,     'Sat, 21 Nov 2026 12:00:30 GMT', 30000"
  })
  void theHintToWaitIsKept(String header, String value, long milliseconds) {
    Failure failure = failure(429, Map.of(header, value), "{\"error\":{\"message\":\"slow\"}}");

    assertThat(failure.retryAfter()).isEqualTo(Duration.ofMillis(milliseconds));
    assertThat(failure.upstreamStatus()).isEqualTo(429);
  }

  @Test
  void theHintToWaitMayStandInTheText() {
    Failure failure =
        failure(429, Map.of(), "{\"error\":{\"message\":\"Please try again in 1.2s.\"}}");

    assertThat(failure.retryAfter()).isEqualTo(Duration.ofMillis(1200));
  }

  @Test
  void aPageWithAHintKeepsTheHint() {
    Failure failure = failure(503, Map.of("retry-after", "5"), "<html></html>");

    assertThat(failure.status()).isEqualTo(502);
    assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(5));
    assertThat(failure.upstreamStatus()).isEqualTo(503);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "42",
        "\"Unauthorized\"",
        "Unauthorized",
        "{\"error\":[]}"
      })
  void aRefusedKeyIsRecognisedWhateverTheBody(String body) {
    assertThat(failure(401, Map.of(), body).code()).isEqualTo("provider_authentication_failed");
  }

  private Failure failure(int status, Map<String, String> headers, String body) {
    return dialect.failure(
        new UpstreamReply(status, headers, body.getBytes(StandardCharsets.UTF_8)));
  }
}
