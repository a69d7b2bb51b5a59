package io.cameleer.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.throwable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.catalog.Candidate;
import io.cameleer.catalog.Model;
import io.cameleer.catalog.Provider;
import io.cameleer.catalog.Secret;
import io.cameleer.catalog.Trait;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.ChatReply;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.ChatRequestBuilder;
import io.cameleer.chat.Content;
import io.cameleer.chat.ContentPart;
import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import io.cameleer.chat.FinishReason;
import io.cameleer.chat.Message;
import io.cameleer.chat.Reasoning;
import io.cameleer.chat.ReasoningEffort;
import io.cameleer.chat.Sampling;
import io.cameleer.chat.ToolCall;
import io.cameleer.chat.ToolChoice;
import io.cameleer.chat.Tooling;
import io.cameleer.chat.Usage;
import io.cameleer.json.Json;
import io.cameleer.provider.UpstreamReply;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponsesTranslationTest {

  private static final Set<Trait> REASONING =
      Set.of(
          Trait.REASONING,
          Trait.REASONING_EFFORT,
          Trait.EFFORT_NONE,
          Trait.EFFORT_LOW,
          Trait.EFFORT_MEDIUM,
          Trait.EFFORT_HIGH,
          Trait.RESPONSES_FOR_TOOLS);
  private static final Sampling WARM =
      new Sampling(0.5, 0.9, null, null, null, null, null, List.of(), Map.of(), true, 3);

  @Test
  void samplingGoesAlongWhereReasoningIsOff() throws Exception {
    ChatRequest request = hello().sampling(WARM).reasoningEffort(ReasoningEffort.NONE).build();

    ResponsesTranslation translation = translate(request, REASONING);

    assertThat(translation.droppedParameters()).containsExactly("top_logprobs");
    assertThat(body(translation).path("temperature").asDouble()).isEqualTo(0.5);
    assertThat(body(translation).path("top_p").asDouble()).isEqualTo(0.9);
    assertThat(body(translation).path("include"))
        .extracting(JsonNode::asText)
        .containsExactly("reasoning.encrypted_content", "message.output_text.logprobs");
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void samplingIsLeftOutByNameWhereTheModelReasons(ReasoningEffort effort) throws Exception {
    ResponsesTranslation translation =
        translate(hello().sampling(WARM).reasoningEffort(effort).build(), REASONING);

    assertThat(translation.droppedParameters())
        .containsExactly("temperature", "top_p", "logprobs", "top_logprobs");
    assertThat(body(translation).has("temperature")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"MAX,high", "XHIGH,high", "HIGH,high", "MINIMAL,low", "NONE,none"})
  void theEffortIsTheNearestOneTheModelHas(ReasoningEffort effort, String sent) throws Exception {
    JsonNode body = body(translate(hello().reasoningEffort(effort).build(), REASONING));

    assertThat(body.path("reasoning").path("effort").asText()).isEqualTo(sent);
  }

  @Test
  void samplingAndItsProbabilitiesGoToModelsThatDoNotReason() throws Exception {
    ChatRequest request = hello().sampling(WARM).reasoningEffort(ReasoningEffort.LOW).build();

    ResponsesTranslation translation =
        translate(request, Set.of(Trait.RESPONSES_ONLY, Trait.SAMPLING));

    assertThat(body(translation).path("top_logprobs").asInt()).isEqualTo(3);
    assertThat(body(translation).has("reasoning")).isFalse();
    assertThat(translation.droppedParameters()).containsExactly("reasoning_effort");
  }

  @Test
  void aModelThatDoesNotReasonIsNotAskedForEncryptedReasoning() throws Exception {
    assertThat(body(translate(hello().build(), Set.of())).has("include")).isFalse();
  }

  @Test
  void nothingIsEverStored() throws Exception {
    ResponsesTranslation translation = translate(hello().store(true).build(), REASONING);

    assertThat(body(translation).path("store").isBoolean()).isTrue();
    assertThat(body(translation).path("store").asBoolean()).isFalse();
    assertThat(translation.droppedParameters()).containsExactly("store");
  }

  @Test
  void fieldsThatNeedStateAtTheProviderAreLeftOut() throws Exception {
    ChatRequest request =
        hello().extras(Map.of("previous_response_id", "resp_0", "max_tool_calls", 3)).build();

    ResponsesTranslation translation = translate(request, REASONING);

    assertThat(body(translation).has("previous_response_id")).isFalse();
    assertThat(body(translation).path("max_tool_calls").asInt()).isEqualTo(3);
    assertThat(translation.droppedParameters()).containsExactly("previous_response_id");
  }

  @Test
  void aChoiceAmongNoToolsIsLeftOut() throws Exception {
    Tooling none = new Tooling(List.of(), new ToolChoice.Auto(), true, false);

    ResponsesTranslation translation = translate(hello().tooling(none).build(), REASONING);

    assertThat(body(translation).has("tools")).isFalse();
    assertThat(translation.droppedParameters())
        .containsExactly("tool_choice", "parallel_tool_calls");
  }

  @Test
  void reasoningWithoutItsContentIsNotReferredToByItsId() throws Exception {
    Reasoning reasoning =
        new Reasoning(null, List.of(new Reasoning.Block.Encrypted("rs_1", "")), null);
    Message assistant =
        new Message.Assistant(Content.of("Hi"), null, List.of(), reasoning, null, Map.of());

    assertThat(input(Message.User.of("Hello"), assistant))
        .extracting(item -> item.path("type").asText())
        .containsExactly("message", "message");
  }

  @Test
  void anAssistantMessageKeepsItsRefusalAndItsPhase() throws Exception {
    Message assistant =
        new Message.Assistant(
            null, "No.", List.of(), Reasoning.NONE, null, Map.of("phase", "final_answer"));

    JsonNode item = input(Message.User.of("Hello"), assistant).get(1);

    assertThat(item.path("phase").asText()).isEqualTo("final_answer");
    assertThat(item.path("content").path(0).path("refusal").asText()).isEqualTo("No.");
  }

  @Test
  void anOverlongCallIdIsShortenedAlikeInCallAndResult() throws Exception {
    String id = "call_".repeat(20);
    Message assistant =
        new Message.Assistant(
            null,
            null,
            List.of(ToolCall.Function.of(id, "f", "{}")),
            Reasoning.NONE,
            null,
            Map.of());
    Message result = new Message.Tool(id, Content.of("1"), null, Map.of());

    JsonNode input = input(Message.User.of("Hello"), assistant, result);

    String callId = input.get(1).path("call_id").asText();
    assertThat(callId).hasSizeBetween(10, 64);
    assertThat(input.get(2).path("call_id").asText()).isEqualTo(callId);
  }

  @Test
  void anImageInAToolsResultIsSentAsOne() throws Exception {
    ContentPart image = new ContentPart.Image("https://example.com/a.png", null, Map.of());
    Message result = new Message.Tool("call_1", new Content.Parts(List.of(image)), null, Map.of());

    assertThat(input(Message.User.of("Hello"), result).get(1).path("output").path(0))
        .hasToString("{\"type\":\"input_image\",\"image_url\":\"https://example.com/a.png\"}");
  }

  @Test
  void aPartOfAnUnknownTypeIsPassedOn() throws Exception {
    ContentPart part = new ContentPart.Other("input_video", Map.of("video_url", "x"));

    assertThat(
            input(new Message.User(new Content.Parts(List.of(part)), null, Map.of()))
                .get(0)
                .path("content")
                .path(0))
        .hasToString("{\"type\":\"input_video\",\"video_url\":\"x\"}");
  }

  @Test
  void soundIsRefusedByItsPlace() {
    ContentPart sound = new ContentPart.Audio("AAAA", "wav", Map.of());
    Message user =
        new Message.User(
            new Content.Parts(List.of(ContentPart.Text.of("Hear"), sound)), null, Map.of());

    Failure failure = failure(() -> translate(request(user).build(), REASONING));

    assertThat(failure.param()).isEqualTo("messages[0].content[1]");
    assertThat(failure.status()).isEqualTo(400);
  }

  @Test
  void aSpokenAnswerIsRefused() {
    ChatRequest request = hello().modalities(List.of("text", "audio")).build();

    assertThat(failure(() -> translate(request, REASONING)).param()).isEqualTo("modalities");
  }

  @Test
  void fieldsOfPartsAndToolsThatResponsesDoesNotKnowAreNamed() {
    ContentPart part =
        new ContentPart.Image(
            "https://example.com/a.png",
            null,
            Map.of("cache_control", Map.of(), "image_url", Map.of("quality", 1)));
    Message user = new Message.User(new Content.Parts(List.of(part)), null, Map.of());

    assertThat(translate(request(user).build(), REASONING).droppedParameters())
        .containsExactlyInAnyOrder(
            "messages[].content[].cache_control", "messages[].content[].image_url.quality");
  }

  @Test
  void usageKeepsWhatItDoesNotKnowUnderTheChatNames() {
    ChatReply reply =
        read(
            """
            {"status":"completed","output":[],"usage":{"input_tokens":10,"output_tokens":4,
             "input_tokens_details":{"cached_tokens":8,"audio_tokens":1},"cost":2}}
            """);

    assertThat(reply.usage())
        .isEqualTo(
            new Usage(
                10,
                4,
                14,
                8L,
                null,
                null,
                Map.of("cost", 2, "prompt_tokens_details", Map.of("audio_tokens", 1))));
  }

  @ParameterizedTest
  @CsvSource({
    "completed,,STOP",
    "incomplete,max_output_tokens,LENGTH",
    "incomplete,content_filter,CONTENT_FILTER",
    "incomplete,steered,LENGTH"
  })
  void theStatusTellsWhyAnAnswerEnded(String status, String reason, FinishReason expected) {
    ChatReply reply =
        read(
            "{\"status\":\"%s\",\"incomplete_details\":{\"reason\":\"%s\"},\"output\":[]}"
                .formatted(status, reason));

    assertThat(reply.choices().getFirst().finishReason()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>Bad gateway</html>",
        "",
        "null",
        "[]",
        "{}",
        "{\"status\":\"completed\"}",
        "{\"status\":\"in_progress\",\"output\":[]}"
      })
  void whatIsNoResponseIsABadGateway(String body) {
    Failure failure = failure(() -> read(body));

    assertThat(failure.code()).isEqualTo("upstream_bad_gateway");
    assertThat(failure.failureClass()).isEqualTo(FailureClass.RETRY_SAME);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[null]",
        "[7]",
        "[{\"type\":\"message\",\"content\":null}]",
        "[{\"type\":\"message\",\"content\":[{\"text\":null,\"annotations\":7}]}]",
        "[{\"type\":\"reasoning\",\"summary\":null,\"encrypted_content\":7}]",
        "[{\"type\":\"compaction\"}]"
      })
  void itemsThatSayNothingLeaveAnEmptyAnswer(String output) {
    ChatReply reply = read("{\"status\":\"completed\",\"output\":" + output + "}");

    Message.Assistant message = reply.choices().getFirst().message();
    assertThat(message.content()).isNull();
    assertThat(message.toolCalls()).isEmpty();
    assertThat(message.reasoning()).isEqualTo(Reasoning.NONE);
  }

  private static ChatRequestBuilder hello() {
    return request(Message.User.of("Hello"));
  }

  private static ChatRequestBuilder request(Message... messages) {
    return ChatRequest.builder("alias", List.of(messages));
  }

  private static JsonNode input(Message... messages) throws JsonProcessingException {
    return body(translate(request(messages).build(), REASONING)).path("input");
  }

  private static ResponsesTranslation translate(ChatRequest request, Set<Trait> traits) {
    Provider provider =
        new Provider(
            "openai",
            "openai",
            URI.create("https://api.openai.com/v1"),
            new Provider.Authentication("Authorization", "Bearer ", new Secret("")),
            Map.of(),
            Map.of(),
            new Provider.Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(1)),
            1);
    Model model = new Model("gpt-6-sol", null, null, null, traits);
    return new ResponsesTranslation(request, new Candidate(provider, model));
  }

  private static JsonNode body(ResponsesTranslation translation) throws JsonProcessingException {
    return Json.read(translation.request().body());
  }

  private static ChatReply read(String body) {
    return translate(hello().build(), REASONING)
        .reply(new UpstreamReply(200, Map.of(), body.getBytes(StandardCharsets.UTF_8)));
  }

  private static Failure failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return assertThatThrownBy(call)
        .asInstanceOf(throwable(CallFailedException.class))
        .actual()
        .failure();
  }
}
