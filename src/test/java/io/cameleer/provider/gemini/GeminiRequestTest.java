package io.cameleer.provider.gemini;

import static io.cameleer.provider.gemini.Exchanges.json;
import static io.cameleer.provider.gemini.Exchanges.request;
import static io.cameleer.provider.gemini.Exchanges.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.catalog.Candidate;
import io.cameleer.catalog.Trait;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.ChatRequestBuilder;
import io.cameleer.chat.Content;
import io.cameleer.chat.ContentPart;
import io.cameleer.chat.Message;
import io.cameleer.chat.Reasoning;
import io.cameleer.chat.ResponseFormat;
import io.cameleer.chat.Sampling;
import io.cameleer.chat.Streaming;
import io.cameleer.chat.Tool;
import io.cameleer.chat.ToolCall;
import io.cameleer.chat.ToolChoice;
import io.cameleer.chat.Tooling;
import io.cameleer.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeminiRequestTest {

  private static final String PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB";

  @ParameterizedTest
  @CsvSource({
    "gemini-3.8-flash, gemini-3.8-flash",
    "models/gemini-3.8-flash, gemini-3.8-flash",
    "a b/c?d, a%20b%2Fc%3Fd"
  })
  void theModelIsOneSegmentOfThePath(String id, String segment) {
    Candidate candidate = Candidates.withTraits(id);

    assertThat(Exchanges.DIALECT.chat(request().build(), candidate).request().path())
        .isEqualTo("/v1beta/models/" + segment + ":generateContent");
  }

  @Test
  void aStreamIsAskedForByThePathAlone() {
    ChatRequestBuilder request =
        request().streaming(new Streaming(true, true, Map.of("include_obfuscation", true)));

    assertThat(Exchanges.translation(request).request().path())
        .isEqualTo("/v1beta/models/gemini-3.8-flash:streamGenerateContent?alt=sse");
    assertThat(Exchanges.translation(request).request().streamed()).isTrue();
    assertThat(Exchanges.translation(request).droppedParameters())
        .containsExactly("stream_options.include_obfuscation");
    assertThat(sent(request)).isEqualTo(sent(request()));
  }

  @Test
  void aModelThatTakesAStartOfItsAnswerGetsNoWordAfterIt() {
    ChatRequestBuilder request =
        request(Message.User.of("Count."), Message.Assistant.of("One, two,"));

    JsonNode contents = sent(request, Candidates.withTraits("m", Trait.PREFILL)).path("contents");

    assertThat(contents).hasSize(2);
    assertThat(contents.get(1).path("role").asText()).isEqualTo("model");
  }

  @Test
  void aModelWithoutSystemPromptGetsInstructionsAloneAsTheUsersWords() {
    ChatRequestBuilder request = request(Message.Instructions.of("Be brief."));

    assertThat(sent(request, Candidates.withTraits("gemma-3")))
        .isEqualTo(json("{'contents':[{'role':'user','parts':[{'text':'Be brief.'}]}]}"));
  }

  @Test
  void emptyInstructionsAreLeftOut() {
    assertThat(sent(request(Message.Instructions.of(""), Message.User.of("Hi"))))
        .isEqualTo(json("{'contents':[{'role':'user','parts':[{'text':'Hi'}]}]}"));
  }

  @Test
  void imagesInInstructionsAreRefused() {
    Message image =
        new Message.Instructions(parts(image("https://example.com/a.png")), false, null, Map.of());

    assertRefused(request(image), Candidates.latest(), "messages[0].content");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://example.com/a.png", "gs://bucket/a.png", "data:image/png;base64," + PNG})
  void aModelWithoutVisionRefusesImages(String url) {
    assertRefused(request(user(image(url))), Candidates.withTraits("m"), "messages[0].content[0]");
  }

  @ParameterizedTest
  @CsvSource({"a.pdf", "a.png", "a.mp3"})
  void aModelRefusesFilesOfTypesItHasNoSenseFor(String filename) {
    ContentPart file = new ContentPart.File(null, filename, "aGVsbG8=", Map.of());

    assertRefused(request(user(file)), Candidates.withTraits("m"), "messages[0].content[0]");
  }

  @Test
  void aModelWithoutHearingRefusesSound() {
    ContentPart sound = new ContentPart.Audio("aGVsbG8=", "wav", Map.of());

    assertRefused(request(user(sound)), Candidates.withTraits("m"), "messages[0].content[0]");
  }

  @Test
  void brokenBase64IsRefused() {
    ContentPart text = ContentPart.Text.of("Hear:");

    assertRefused(
        request(user(text, new ContentPart.Audio("%%%", "wav", Map.of()))),
        Candidates.latest(),
        "messages[0].content[1]");
    assertRefused(
        request(user(text, new ContentPart.File(null, "a.pdf", "%%%", Map.of()))),
        Candidates.latest(),
        "messages[0].content[1]");
    assertRefused(
        request(user(text, new ContentPart.File(null, "a.pdf", null, Map.of()))),
        Candidates.latest(),
        "messages[0].content[1]");
  }

  @Test
  void aFileByItsAddressHasTheTypeItsNameTells() {
    ContentPart file =
        new ContentPart.File(null, null, "https://example.com/files/report.pdf#p2", Map.of());

    assertThat(sent(request(user(file))).at("/contents/0/parts/0"))
        .isEqualTo(
            json(
                """
                {'fileData':{'mimeType':'application/pdf',
                  'fileUri':'https://example.com/files/report.pdf#p2'}}
                """));
  }

  @Test
  void fieldsOfPartsAndToolsThatGeminiDoesNotKnowAreNamed() {
    ContentPart text = new ContentPart.Text("Hi", Map.of("cache_control", Map.of()));
    ChatRequestBuilder request =
        request(new Message.User(parts(text), "Ann", Map.of("weight", 1)))
            .tooling(
                new Tooling(
                    List.of(new Tool.Function("f", null, null, null, Map.of("defer", true))),
                    null,
                    null,
                    false));

    assertThat(Exchanges.translation(request).droppedParameters())
        .containsExactlyInAnyOrder(
            "messages[].content[].cache_control",
            "messages[].weight",
            "messages[].name",
            "tools[].defer");
  }

  @Test
  void fieldsOfCallsThatGeminiDoesNotKnowAreNamedButNotTheSignaturesPlace() {
    ToolCall call =
        new ToolCall.Function("c1", "f", "{}", "S", Map.of("extra_content", Map.of(), "weight", 1));

    assertThat(Exchanges.translation(request(calls(call))).droppedParameters())
        .containsExactly("messages[].tool_calls[].weight");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|{}",
        "null|{}",
        "{\"a\":1}|{\"a\":1}",
        "[1]|{\"value\":[1]}",
        "7|{\"value\":7}",
        "{\"a\":|{\"value\":\"{\\\"a\\\":\"}"
      })
  void argumentsBecomeAnObjectWhateverTheModelWrote(String arguments, String sentArguments)
      throws Exception {
    ChatRequestBuilder request = request(calls(ToolCall.Function.of("c1", "f", arguments)));

    assertThat(sent(request).at("/contents/1/parts/0/functionCall/args"))
        .isEqualTo(Json.read(sentArguments));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":1}|{\"a\":1}",
        "' {}'|{}",
        "{\"a\":|{\"output\":\"{\\\"a\\\":\"}",
        "[1]|{\"output\":\"[1]\"}",
        "''|{\"output\":\"\"}"
      })
  void resultsBecomeAnObjectWhateverTheToolWrote(String result, String response) throws Exception {
    ChatRequestBuilder request =
        request(calls(ToolCall.Function.of("c1", "f", "{}")), tool("c1", result));

    assertThat(sent(request).at("/contents/2/parts/0/functionResponse/response"))
        .isEqualTo(Json.read(response));
  }

  @Test
  void twoCallsOfOneIdGetTheResultsInOrder() {
    ToolCall call = ToolCall.Function.of("call_0", "f", "{}");
    ChatRequestBuilder request =
        request(
            Message.User.of("Hi"),
            calls(call, call),
            tool("call_0", "first"),
            tool("call_0", "second"),
            tool("call_0", "third"));

    assertThat(sent(request).at("/contents/2/parts").findValuesAsText("output"))
        .containsExactly("first", "second");
    assertThat(sent(request).at("/contents/2/parts/2/text").asText()).contains("third");
  }

  @Test
  void aResultWithoutAnyCallIsText() {
    Message.Tool stray =
        new Message.Tool(
            "c9",
            parts(ContentPart.Text.of("21C"), image("data:image/png;base64," + PNG)),
            "radar",
            Map.of());

    assertThat(sent(request(Message.User.of("Hi"), stray)).at("/contents/0/parts"))
        .isEqualTo(
            json(
                """
                [{'text':'Hi'},{'text':'Result of the tool call radar:\\n21C'},
                 {'inlineData':{'mimeType':'image/png','data':'%s'}}]
                """
                    .formatted(PNG)));
  }

  @Test
  void refusalsAmongThePartsAreTextAndEmptyOnesNothing() {
    ContentPart refusal = new ContentPart.Refusal("I won't.", Map.of());
    ContentPart empty = new ContentPart.Refusal("", Map.of());
    Message.Assistant refused =
        new Message.Assistant(parts(refusal, empty), "", List.of(), Reasoning.NONE, null, Map.of());

    assertThat(sent(request(Message.User.of("Hi"), refused)).at("/contents/1/parts"))
        .isEqualTo(Json.array().add(Json.object().put("text", "I won't.")));
  }

  @Test
  void aSignatureWithoutTextKeepsAPartOfItsOwn() {
    Message.Assistant signed =
        new Message.Assistant(
            null, null, List.of(), new Reasoning("Hm", List.of(), "S"), null, Map.of());

    assertThat(sent(request(Message.User.of("Hi"), signed)).at("/contents/1/parts"))
        .isEqualTo(json("[{'text':'','thoughtSignature':'S'}]"));
  }

  @Test
  void modelsBeforeGeneration3GetNeitherIdsNorTheSentinel() {
    ChatRequestBuilder request = request(calls(ToolCall.Function.of("c1", "f", "{}")));

    assertThat(sent(request, Candidates.withTraits("gemini-2.5-flash")).at("/contents/1/parts/0"))
        .isEqualTo(json("{'functionCall':{'name':'f','args':{}}}"));
  }

  @Test
  void toolsThatMayNotBeCalledStayWhereJsonAndToolsGoTogether() {
    ChatRequestBuilder request =
        request()
            .responseFormat(new ResponseFormat.JsonObject())
            .tooling(
                new Tooling(
                    List.of(Exchanges.function("f", "{}")), new ToolChoice.None(), null, false));

    assertThat(sent(request).has("tools")).isTrue();
    assertThat(sent(request, Candidates.withTraits("m")).has("tools")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'properties':{'a':{}}}|{'type':'object','properties':{'a':{}}}",
        "{'anyOf':[{'type':'object'}]}|{'anyOf':[{'type':'object'}]}",
        "{'oneOf':[{'type':'object'}]}|{'oneOf':[{'type':'object'}]}",
        "{'type':'object','additionalProperties':true}|"
            + "{'type':'object','additionalProperties':true}",
        "{'additionalProperties':{'type':'string'}}|"
            + "{'type':'object','additionalProperties':{'type':'string'}}"
      })
  void parametersAreAnObjectUnlessTheSchemaSaysOtherwise(String given, String lowered) {
    ChatRequestBuilder request =
        request().tooling(new Tooling(List.of(Exchanges.function("f", given)), null, null, false));

    assertThat(sent(request).at("/tools/0/functionDeclarations/0/parametersJsonSchema"))
        .isEqualTo(json(lowered));
  }

  @Test
  void aGrammarWithoutItsObjectIsReadToo() {
    ChatRequestBuilder request =
        request()
            .tooling(
                new Tooling(
                    List.of(
                        new Tool.Custom(
                            "run",
                            null,
                            Map.of("type", "grammar", "syntax", "regex", "definition", "a+"),
                            Map.of())),
                    null,
                    null,
                    false));

    assertThat(sent(request).findValue("input").path("description").asText())
        .isEqualTo("Text that matches this regex grammar:\na+");
  }

  @Test
  void aSchemaThatIsEmptyAsksForAnyJson() {
    ChatRequestBuilder request =
        request()
            .responseFormat(new ResponseFormat.JsonSchema("x", null, Map.of(), null, Map.of()));

    assertThat(sent(request).path("generationConfig"))
        .isEqualTo(json("{'responseMimeType':'application/json'}"));
  }

  @ParameterizedTest
  @CsvSource({"auto,", "default,standard", "flex,flex", "priority,priority", "fast,priority"})
  void serviceTiersHaveGeminisNames(String tier, String sentTier) {
    assertThat(Json.string(sent(request().serviceTier(tier)), "serviceTier")).isEqualTo(sentTier);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'google':3}",
        "{'google':{'thinking_config':3}}",
        "{'extra_body':{'google':[]}}",
        "{'extra_body':'x'}",
        "{'google':{'cached_content':{},'safety_settings':{}}}"
      })
  void googlesOptionsInAnUnknownShapeAreNamedAsLeftOut(String extras) {
    ChatRequestBuilder request = request().extras(Json.fields(json(extras)));

    assertThat(sent(request)).isEqualTo(sent(request()));
    assertThat(Exchanges.translation(request).droppedParameters()).isNotEmpty();
  }

  @Test
  void samplingIsNamedAsLeftOutWhereTheModelTakesNone() {
    ChatRequestBuilder request =
        request()
            .sampling(
                new Sampling(0.5, 0.9, 40, null, null, null, 1, List.of(), Map.of(), false, null));
    Candidate candidate = Candidates.withTraits("m");

    assertThat(sent(request, candidate).has("generationConfig")).isFalse();
    assertThat(Exchanges.DIALECT.chat(request.build(), candidate).droppedParameters())
        .containsExactly("temperature", "top_p", "top_k");
  }

  private static void assertRefused(ChatRequestBuilder request, Candidate candidate, String param) {
    assertThatExceptionOfType(CallFailedException.class)
        .isThrownBy(() -> Exchanges.DIALECT.chat(request.build(), candidate))
        .satisfies(failed -> {
          assertThat(failed.failure().status()).isEqualTo(400);
          assertThat(failed.failure().param()).isEqualTo(param);
        });
  }

  private static Message.User user(ContentPart... parts) {
    return new Message.User(parts(parts), null, Map.of());
  }

  private static Content parts(ContentPart... parts) {
    return new Content.Parts(List.of(parts));
  }

  private static ContentPart image(String url) {
    return new ContentPart.Image(url, null, Map.of());
  }

  private static Message.Assistant calls(ToolCall... calls) {
    return new Message.Assistant(null, null, List.of(calls), Reasoning.NONE, null, Map.of());
  }

  private static Message.Tool tool(String id, String result) {
    return new Message.Tool(id, Content.of(result), null, Map.of());
  }
}
