package io.cameleer.emulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The emulated providers answer their own format and no other: tests rely on their refusals. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProviderEmulationTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String OPENAI = "/openai/chat/completions";
  private static final String RESPONSES = "/openai/responses";
  private static final String ANTHROPIC = "/anthropic/v1/messages";
  private static final String GEMINI = "/gemini/v1beta/models/gemini-3.8-flash:generateContent";
  private static final String DEEPSEEK = "/deepseek/chat/completions";
  private static final String MISTRAL = "/mistral/chat/completions";
  private static final String QWEN = "/qwen/chat/completions";

  private final ProviderEmulation emulation = new ProviderEmulation();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterAll
  void stop() {
    client.close();
    emulation.close();
  }

  static Stream<Arguments> goodRequests() {
    String question = "'messages':[{'role':'user','content':'Kamel?'}]";
    return Stream.of(
        arguments(OPENAI, "{'model':'gpt-4.1-mini'," + question + "}"),
        arguments(RESPONSES, "{'model':'gpt-6-sol','input':'Kamel?'}"),
        arguments(ANTHROPIC, "{'model':'claude-sonnet-5-5','max_tokens':9," + question + "}"),
        arguments(GEMINI, "{'contents':[{'role':'user','parts':[{'text':'Kamel?'}]}]}"),
        arguments(DEEPSEEK, "{'model':'deepseek-flash'," + question + "}"),
        arguments(MISTRAL, "{'model':'mistral-large-4'," + question + "}"),
        arguments(QWEN, "{'model':'qwen3.8-max'," + question + "}"));
  }

  @ParameterizedTest
  @MethodSource("goodRequests")
  void aRequestInTheProvidersFormatIsAnswered(String path, String body) throws Exception {
    HttpResponse<String> answer = post(path, body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).contains("Asked: Kamel?");
  }

  static Stream<Arguments> badRequests() {
    return Stream.of(
        arguments(OPENAI, "{'model':'gpt-4.1-mini','messages':[],'top_k':1}", "top_k"),
        arguments(OPENAI, chat("gpt-6-sol", "'max_tokens':5"), "max_tokens"),
        arguments(OPENAI, chat("gpt-6-sol", tools("{}")), "/v1/responses"),
        arguments(OPENAI, chat("gpt-4.1-mini", "'tools':[]"), "tools"),
        arguments(OPENAI, chat("gpt-4.1-mini", "'tool_choice':'auto'"), "tool_choice"),
        arguments(RESPONSES, "{'model':'gpt-6-sol','messages':[]}", "messages"),
        arguments(ANTHROPIC, chat("claude-sonnet-5-5", "'stream':false"), "max_tokens"),
        arguments(ANTHROPIC, chat("claude-opus-5", "'max_tokens':9,'top_p':1"), "top_p"),
        arguments(
            ANTHROPIC,
            chat("claude-sonnet-5-5", "'max_tokens':9,'thinking':{'type':'disabled'}"),
            "not supported for this model"),
        arguments(GEMINI, "{'contents':[{'role':'system','parts':[{'text':'x'}]}]}", "system"),
        arguments(GEMINI, "{'contents':[{'role':'user','parts':[]}]}", "parts"),
        arguments(
            GEMINI,
            "{'contents':[{'role':'user','parts':[{'text':'x'}]},"
                + "{'role':'model','parts':[{'functionCall':{'name':'f','args':{}}}]},"
                + "{'role':'user','parts':[{'functionResponse':{'name':'f','response':{}}}]}]}",
            "thought_signature"),
        arguments(DEEPSEEK, chat("deepseek-flash", "'seed':5"), "seed"),
        arguments(
            DEEPSEEK,
            "{'model':'deepseek-flash','messages':[{'role':'developer','content':'x'}]}",
            "developer"),
        arguments(
            DEEPSEEK,
            "{'model':'deepseek-flash','messages':[" + call("c1") + result("c1") + "]}",
            "reasoning_content"),
        arguments(MISTRAL, chat("mistral-large-4", "'stream_options':{}"), "stream_options"),
        arguments(
            MISTRAL,
            "{'model':'mistral-large-4','messages':[" + call("call_1") + result("call_1") + "]}",
            "{9}"),
        arguments(QWEN, chat("qwen3.8-max", "'max_completion_tokens':5"), "max_completion_tokens"),
        arguments(QWEN, "{'model':'qwen3.8-max','messages':[" + result("c1") + "]}", "tool"));
  }

  @ParameterizedTest
  @MethodSource("badRequests")
  void aRequestThatBreaksTheProvidersFormatIsRefused(String path, String body, String message)
      throws Exception {
    HttpResponse<String> answer = post(path, body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(message(answer)).contains(message);
  }

  @ParameterizedTest
  @MethodSource("goodRequests")
  void aWrongKeyIsRefused(String path, String body) throws Exception {
    HttpResponse<String> answer = post(path, body, "wrong");

    assertThat(answer.statusCode()).isEqualTo(path.equals(GEMINI) ? 400 : 401);
  }

  @Test
  void toolsAreCalledWithArgumentsOfTheirSchema() throws Exception {
    String schema =
        """
        {'type':'object',
         'properties':{'city':{'type':'string'},'days':{'type':['integer','null']},
                       'unit':{'enum':['C','F']},'at':{'$ref':'#/$defs/time'}},
         '$defs':{'time':{'anyOf':[{'type':'null'},
                                   {'type':'array','items':{'type':'boolean'}}]}}}
        """;

    HttpResponse<String> answer = post(OPENAI, chat("gpt-4.1-mini", tools(schema)));

    JsonNode call = JSON.readTree(answer.body()).at("/choices/0/message/tool_calls/0/function");
    JsonNode arguments = JSON.readTree(call.path("arguments").textValue());
    assertThat(arguments.path("city").textValue()).contains("Kamel?");
    assertThat(arguments.path("days").isInt()).isTrue();
    assertThat(arguments.path("unit").textValue()).isEqualTo("C");
    assertThat(arguments.at("/at/0").isBoolean()).isTrue();
  }

  @Test
  void networkWritesCutEveryCharacterThatIsLongerThanAByte() {
    byte[] body = "a🐫bü".getBytes(StandardCharsets.UTF_8);

    assertThat(Reply.awkwardly(body))
        .extracting(write -> write.length)
        .containsExactly(2, 1, 1, 3, 1);
  }

  private static String chat(String model, String more) {
    return "{'model':'%s','messages':[{'role':'user','content':'Kamel?'}],%s}"
        .formatted(model, more);
  }

  private static String tools(String schema) {
    return "'tools':[{'type':'function','function':{'name':'f','parameters':" + schema + "}}]";
  }

  private static String call(String id) {
    return ("{'role':'assistant','content':'','tool_calls':[{'id':'%s','type':'function',"
            + "'function':{'name':'f','arguments':'{}'}}]},")
        .formatted(id);
  }

  private static String result(String id) {
    return "{'role':'tool','tool_call_id':'%s','content':'x'}".formatted(id);
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return post(path, body, "key-of-" + path.substring(1, path.indexOf('/', 1)));
  }

  private HttpResponse<String> post(String path, String body, String key)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(emulation.url() + path))
            .version(HttpClient.Version.HTTP_1_1)
            .headers("Content-Type", "application/json", "Authorization", "Bearer " + key)
            .headers("x-api-key", key, "x-goog-api-key", key, "anthropic-version", "2023-06-01")
            .POST(BodyPublishers.ofString(body.replace('\'', '"')))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private static String message(HttpResponse<String> answer) throws IOException {
    JsonNode body = JSON.readTree(answer.body());
    return body.has("error") ? body.at("/error/message").asText() : body.path("message").asText();
  }
}
