package io.cameleer.sandbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = SECONDS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SandboxServerTest {

  private static final String MANY_WORDS = "word ".repeat(2_000).strip();

  private final HttpClient client = HttpClient.newHttpClient();
  private SandboxServer server;

  @BeforeAll
  void start() {
    server =
        SandboxServer.start(
            new SandboxPauses(Duration.ofMillis(5), Duration.ofMillis(50), Duration.ofMillis(50)));
  }

  @AfterAll
  void close() {
    server.close();
  }

  @Test
  void anAnswerSaysThatItIsTheSandboxsAndRepeatsTheQuestion() throws Exception {
    JsonNode reply = json(chat(asking("echo", "How are you?")));

    assertThat(reply.at("/choices/0/message/content").asText())
        .isEqualTo("Cameleer's sandbox heard: How are you?");
    assertThat(reply.path("system_fingerprint").asText()).isEqualTo("sandbox");
    assertThat(reply.path("object").asText()).isEqualTo("chat.completion");
    assertThat(reply.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
  }

  @Test
  void theUsageCountsWords() throws Exception {
    JsonNode reply =
        json(
            chat(
                "{'model':'echo','n':2,'messages':[{'role':'system','content':'Be kind.'},"
                    + "{'role':'user','content':'How are you?'}]}"));

    assertThat(reply.path("choices")).hasSize(2);
    assertThat(reply.at("/usage/prompt_tokens").asInt()).isEqualTo(5);
    assertThat(reply.at("/usage/completion_tokens").asInt()).isEqualTo(2 * 6);
    assertThat(reply.at("/usage/total_tokens").asInt()).isEqualTo(17);
  }

  @Test
  void imagesAreAcknowledged() throws Exception {
    JsonNode reply =
        json(
            chat(
                "{'model':'echo','messages':[{'role':'user','content':["
                    + "{'type':'text','text':'Look'},"
                    + "{'type':'image_url','image_url':{'url':'https://example.com/a.png'}}]}]}"));

    assertThat(reply.at("/choices/0/message/content").asText())
        .isEqualTo("Cameleer's sandbox heard, with 1 image: Look");
    assertThat(reply.at("/usage/prompt_tokens").asInt()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "'max_tokens':3, length, Cameleer's sandbox heard:",
    "'max_completion_tokens':2, length, Cameleer's sandbox",
    "'max_tokens':30, stop, Cameleer's sandbox heard: one two three",
    "'stop':'two', stop, Cameleer's sandbox heard: one",
    "'stop':['three' ; 'two'], stop, Cameleer's sandbox heard: one"
  })
  void limitsAndStopTextsAreKept(String parameter, String reason, String text) throws Exception {
    JsonNode reply = json(chat(asking("echo", "one two three", parameter.replace(';', ','))));

    assertThat(reply.at("/choices/0/message/content").asText().strip()).isEqualTo(text);
    assertThat(reply.at("/choices/0/finish_reason").asText()).isEqualTo(reason);
  }

  @Test
  void aStreamEndsWithUsageAndDone() throws Exception {
    List<String> events =
        events(
            chat(
                asking(
                    "echo", "Hi there", "'stream':true,'stream_options':{'include_usage':true}")));

    assertThat(events.getLast()).isEqualTo("[DONE]");
    assertThat(Json.read(events.get(events.size() - 2)).at("/usage/completion_tokens").asInt())
        .isEqualTo(5);
    assertThat(Json.read(events.getFirst()).at("/choices/0/delta/role").asText())
        .isEqualTo("assistant");
    assertThat(text(events)).isEqualTo("Cameleer's sandbox heard: Hi there");
  }

  @Test
  void theFirstWordArrivesBeforeTheLastIsSentAndALeavingClientEndsTheWork() throws Exception {
    String body = asking("echo", MANY_WORDS, "'stream':true");
    await().until(() -> server.callsInFlight() == 0);
    HttpResponse<InputStream> response =
        client.send(request("/chat/completions", body), BodyHandlers.ofInputStream());

    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      assertThat(lines.readLine()).contains("assistant");
      assertThat(server.callsInFlight()).isEqualTo(1);
    }

    await().atMost(Duration.ofSeconds(5)).until(() -> server.callsInFlight() == 0);
  }

  @Test
  void wordsComeAtThePaceOfTheModel() throws Exception {
    long start = System.nanoTime();

    chat(asking("slow", "Hi", "'stream':true"));

    // 50 ms before the first of four words and after each
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isGreaterThanOrEqualTo(Duration.ofMillis(250));
  }

  @Test
  void choicesOfAStreamTakeTurns() throws Exception {
    List<String> events = events(chat(asking("echo", "Hi", "'stream':true,'n':2")));

    assertThat(Json.read(events.get(0)).at("/choices/0/index").asInt()).isZero();
    assertThat(Json.read(events.get(1)).at("/choices/0/index").asInt()).isEqualTo(1);
    assertThat(Json.read(events.get(2)).at("/choices/0/index").asInt()).isZero();
  }

  @Test
  void aBrokenStreamHasNoEnd() throws Exception {
    List<String> events = events(chat(asking("error-stream", "Hi", "'stream':true")));

    assertThat(text(events)).startsWith("Cameleer's sandbox").doesNotContain("Hi");
    assertThat(events).doesNotContain("[DONE]").noneMatch(event -> event.contains("\"stop\""));
  }

  @ParameterizedTest
  @CsvSource({
    "error-400, 400, invalid_value",
    "error-401, 401, invalid_api_key",
    "error-429, 429, rate_limit_exceeded",
    "error-500, 500, ",
    "error-503, 503, server_is_overloaded",
    "nonsense, 404, model_not_found",
    "embedding, 400, invalid_value"
  })
  void failuresComeInOpenAisEnvelope(String model, int status, String code) throws Exception {
    HttpResponse<String> response = chat(asking(model, "Hi"));

    JsonNode error = Json.read(response.body()).path("error");
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(error.path("code").isNull() ? null : error.path("code").asText()).isEqualTo(code);
    assertThat(error.path("message").asText()).isNotBlank();
    assertThat(error.has("type")).isTrue();
    assertThat(error.has("param")).isTrue();
  }

  @Test
  void aThrottledClientIsToldWhenToComeBack() throws Exception {
    HttpResponse<String> response = chat(asking("error-429", "Hi"));

    assertThat(response.headers().firstValue("retry-after")).contains("2");
  }

  @ParameterizedTest
  @CsvSource({"{, invalid_json", "{}, missing_required_parameter", "[], invalid_type"})
  void aBodyThatIsNoRequestIsRefused(String body, String code) throws Exception {
    HttpResponse<String> response = chat(body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Json.read(response.body()).at("/error/code").asText()).isEqualTo(code);
  }

  @Test
  void tooManyChoicesAreRefused() throws Exception {
    HttpResponse<String> response = chat(asking("echo", "Hi", "'n':9"));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Json.read(response.body()).at("/error/param").asText()).isEqualTo("n");
  }

  @Test
  void aBodyThatIsTooLargeIsRefused() throws Exception {
    BodyPublisher large = BodyPublishers.ofByteArray(new byte[33 * 1024 * 1024]);
    HttpRequest request =
        HttpRequest.newBuilder(uri("/chat/completions")).expectContinue(true).POST(large).build();

    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(413);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/chat/completions", "/nowhere"})
  void onlyWhatIsThereCanBeGot(String path) throws Exception {
    HttpResponse<String> response =
        client.send(HttpRequest.newBuilder(uri(path)).GET().build(), BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(Json.read(response.body()).at("/error/code").asText()).isEqualTo("unknown_url");
  }

  @Test
  void allModelsAreListed() throws Exception {
    HttpResponse<String> response =
        client.send(HttpRequest.newBuilder(uri("/models")).GET().build(), BodyHandlers.ofString());

    assertThat(Json.read(response.body()).path("data"))
        .extracting(model -> model.path("id").asText())
        .containsExactlyElementsOf(SandboxModel.ids());
  }

  @Test
  void aClosedServerAnswersNobodyAndCutsOffWhatTakesTooLong() throws Exception {
    SandboxServer closing = SandboxServer.start();
    String body = asking("echo", MANY_WORDS, "'stream':true");
    URI uri = URI.create(closing.baseUrl() + "/chat/completions");
    HttpRequest request =
        HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(body.replace('\'', '"'))).build();
    HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());

    closing.close();

    await().atMost(Duration.ofSeconds(5)).until(() -> closing.callsInFlight() == 0);
    assertThat(restOf(response)).doesNotContain("[DONE]");
    assertThatThrownBy(() -> client.send(request, BodyHandlers.ofString()))
        .isInstanceOf(ConnectException.class);
  }

  private static String restOf(HttpResponse<InputStream> response) throws IOException {
    StringBuilder rest = new StringBuilder();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      lines.lines().forEach(rest::append);
    } catch (UncheckedIOException cutOff) {
      rest.append("cut off");
    }
    return rest.toString();
  }

  private URI uri(String path) {
    return URI.create(server.baseUrl() + path);
  }

  private static String asking(String model, String text, String... parameters) {
    String all = String.join(",", parameters) + (parameters.length == 0 ? "" : ",");
    return "{'model':'%s',%s'messages':[{'role':'user','content':'%s'}]}"
        .formatted(model, all, text);
  }

  /** The body with ' for ". */
  private HttpRequest request(String path, String body) {
    BodyPublisher json = BodyPublishers.ofString(body.replace('\'', '"'));
    return HttpRequest.newBuilder(uri(path)).POST(json).build();
  }

  private HttpResponse<String> chat(String body) throws Exception {
    return client.send(request("/chat/completions", body), BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> response) throws Exception {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return Json.read(response.body());
  }

  private static List<String> events(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response
        .body()
        .lines()
        .filter(line -> line.startsWith("data: "))
        .map(line -> line.substring("data: ".length()))
        .toList();
  }

  private static String text(List<String> events) throws Exception {
    StringBuilder text = new StringBuilder();
    for (String event : events) {
      if (!event.equals("[DONE]")) {
        text.append(Json.read(event).at("/choices/0/delta/content").asText(""));
      }
    }
    return text.toString();
  }
}
