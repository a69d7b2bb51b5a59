package io.cameleer.provider.anthropic;

import static io.cameleer.provider.anthropic.Requests.body;
import static io.cameleer.provider.anthropic.Requests.json;
import static io.cameleer.provider.anthropic.Requests.model;
import static io.cameleer.provider.anthropic.Requests.saying;
import static io.cameleer.provider.anthropic.Requests.translate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cameleer.catalog.Trait;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.Content;
import io.cameleer.chat.ContentPart;
import io.cameleer.chat.Message;
import io.cameleer.chat.Reasoning;
import io.cameleer.chat.ReasoningEffort;
import io.cameleer.chat.ResponseFormat;
import io.cameleer.chat.Streaming;
import io.cameleer.chat.Tool;
import io.cameleer.chat.ToolChoice;
import io.cameleer.chat.Tooling;
import io.cameleer.provider.ChatTranslation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnthropicRequestTest {

  @ParameterizedTest
  @CsvSource({"20999,false", "21000,false", "21001,true"})
  void aPlainCallThatCanTakeLongIsStreamedFromTheProvider(int limit, boolean streamed) {
    ChatTranslation translation = translate(saying("Hi").maxTokens(limit).build(), model(128_000));

    assertThat(translation.request().streamed()).isEqualTo(streamed);
    assertThat(body(translation).has("stream")).isEqualTo(streamed);
  }

  @Test
  void withoutAnyLimitAUsualOneIsSent() {
    assertThat(body(translate(saying("Hi").build(), model(null))).path("max_tokens"))
        .isEqualTo(json("8192"));
  }

  @Test
  void aBudgetThatLeavesNoRoomForTheAnswerIsNotAskedFor() {
    ChatRequest request =
        saying("Hi").maxTokens(1_500).reasoningEffort(ReasoningEffort.HIGH).build();

    ChatTranslation translation = translate(request, model(2_000, Trait.THINKING_BUDGET));

    assertThat(body(translation).has("thinking")).isFalse();
    assertThat(body(translation).path("max_tokens")).isEqualTo(json("1500"));
    assertThat(translation.droppedParameters()).containsExactly("reasoning_effort");
  }

  @Test
  void theBudgetOfAModelWithoutAKnownCapIsBounded() {
    ChatRequest request = saying("Hi").maxTokens(100).reasoningEffort(ReasoningEffort.MAX).build();

    ChatTranslation translation = translate(request, model(null, Trait.THINKING_BUDGET));

    assertThat(body(translation).path("thinking"))
        .isEqualTo(json("{\"type\":\"enabled\",\"budget_tokens\":32000}"));
    assertThat(body(translation).path("max_tokens")).isEqualTo(json("32100"));
  }

  @ParameterizedTest
  @CsvSource({"MAX,max", "XHIGH,xhigh"})
  void theStrongestEffortAModelTakesStandsForAStrongerOne(ReasoningEffort asked, String sent) {
    ChatRequest request = saying("Hi").maxTokens(100).reasoningEffort(asked).build();
    Trait[] all = {Trait.THINKING_ADAPTIVE, Trait.EFFORT_XHIGH, Trait.EFFORT_MAX};

    assertThat(body(translate(request, model(null, all))).path("output_config").path("effort"))
        .isEqualTo(json('"' + sent + '"'));
    assertThat(
            body(translate(request, model(null, Trait.THINKING_ADAPTIVE, Trait.EFFORT_XHIGH)))
                .path("output_config")
                .path("effort"))
        .isEqualTo(json("\"xhigh\""));
    assertThat(
            body(translate(request, model(null, Trait.THINKING_ADAPTIVE)))
                .path("output_config")
                .path("effort"))
        .isEqualTo(json("\"high\""));
  }

  @Test
  void aCustomToolCanBeForced() {
    Tool tool = new Tool.Custom("sql", null, Map.of("type", "text"), Map.of());
    Tooling tooling = new Tooling(List.of(tool), new ToolChoice.Custom("sql"), null, false);

    ChatTranslation translation =
        translate(
            saying("Hi").tooling(tooling).build(),
            model(100, Trait.TOOLS, Trait.FORCED_TOOL_CHOICE));

    assertThat(body(translation).path("tool_choice"))
        .isEqualTo(json("{\"type\":\"tool\",\"name\":\"sql\"}"));
    assertThat(translation.droppedParameters()).isEmpty();
  }

  @Test
  void aToolWithoutANameIsNeverChosen() {
    Tool tool = new Tool.Other("bash_20250124", Map.of());
    Tooling tooling = new Tooling(List.of(tool), new ToolChoice.Function("bash"), null, false);

    assertThatThrownBy(
            () -> translate(saying("Hi").tooling(tooling).build(), model(100, Trait.TOOLS)))
        .isInstanceOf(CallFailedException.class)
        .hasMessageContaining("names no tool");
  }

  @Test
  void aSchemaForEveryToolAndTheAnswerIsStrictUntilTheRoomIsUsedUp() {
    List<Tool> tools = new ArrayList<>();
    for (int i = 0; i < 21; i++) {
      tools.add(
          new Tool.Function("t" + i, null, Map.of("properties", properties(1)), true, Map.of()));
    }
    ResponseFormat format =
        new ResponseFormat.JsonSchema(
            "x", null, Map.of("properties", properties(5)), true, Map.of());

    ChatTranslation translation =
        translate(
            saying("Hi")
                .tooling(new Tooling(tools, null, null, false))
                .responseFormat(format)
                .build(),
            model(100, Trait.TOOLS, Trait.JSON_SCHEMA));

    assertThat(body(translation).path("tools").findValues("strict")).hasSize(20);
    assertThat(body(translation).has("output_config")).isFalse();
    assertThat(translation.droppedParameters())
        .containsExactlyInAnyOrder("tools[].function.strict", "response_format");
  }

  private static Map<String, Object> properties(int count) {
    Map<String, Object> properties = new HashMap<>();
    for (int i = 0; i < count; i++) {
      properties.put("p" + i, Map.of("type", "string"));
    }
    return properties;
  }

  @Test
  void whatStandsInNestedObjectsAndHasNoPlaceIsNamed() {
    ContentPart part = new ContentPart.Text("Hi", Map.of("color", "red", "none", List.of()));
    Message message =
        new Message.User(new Content.Parts(List.of(part)), null, Map.of("mood", "good"));
    Tool tool = new Tool.Function("now", " ", null, null, Map.of("speed", 1));

    ChatTranslation translation =
        translate(
            ChatRequest.builder("any", List.of(message))
                .tooling(new Tooling(List.of(tool), null, null, false))
                .streaming(new Streaming(true, false, Map.of("include_obfuscation", false)))
                .build(),
            model(100, Trait.TOOLS));

    assertThat(translation.droppedParameters())
        .containsExactlyInAnyOrder(
            "messages[].content[].color",
            "messages[].mood",
            "tools[].speed",
            "stream_options.include_obfuscation");
    assertThat(body(translation).path("tools"))
        .isEqualTo(
            json("[{\"name\":\"now\",\"input_schema\":{\"type\":\"object\",\"properties\":{}}}]"));
  }

  @Test
  void filesInInstructionsAreRefused() {
    ContentPart file = new ContentPart.File("file_1", null, null, Map.of());
    Message message =
        new Message.Instructions(new Content.Parts(List.of(file)), true, null, Map.of());

    assertThatThrownBy(
            () -> translate(ChatRequest.builder("any", List.of(message)).build(), model(100)))
        .isInstanceOfSatisfying(
            CallFailedException.class,
            thrown -> {
              assertThat(thrown.failure().param()).isEqualTo("messages[0].content[0]");
              assertThat(thrown.failure().message()).startsWith("Anthropic takes files only in");
            });
  }

  @Test
  void aRefusalCanBeTheBeginningOfAnAnswer() {
    Message refusal =
        new Message.Assistant(Content.of(" "), "No.", List.of(), Reasoning.NONE, null, Map.of());

    ChatTranslation translation =
        translate(
            ChatRequest.builder("any", List.of(Message.User.of("Hi"), refusal)).build(),
            model(100, Trait.PREFILL));

    assertThat(body(translation).path("messages").path(1).path("content"))
        .isEqualTo(json("[{\"type\":\"text\",\"text\":\"No.\"}]"));
    assertThat(body(translation).path("messages")).hasSize(2);
  }

  @Test
  void thinkingAloneIsNotTheBeginningOfAnAnswer() {
    Message thought =
        new Message.Assistant(
            null,
            null,
            List.of(),
            new Reasoning(null, List.of(new Reasoning.Block.Redacted("d")), null),
            null,
            Map.of("cache_control", Map.of("type", "ephemeral")));

    ChatTranslation translation =
        translate(
            ChatRequest.builder("any", List.of(Message.User.of("Hi"), thought)).build(),
            model(100, Trait.PREFILL));

    assertThat(body(translation).path("messages"))
        .isEqualTo(
            json(
                """
                [{"role":"user","content":[{"type":"text","text":"Hi"}]},
                 {"role":"assistant","content":[{"type":"redacted_thinking","data":"d"},
                  {"type":"text","text":"."}]},
                 {"role":"user","content":[{"type":"text","text":"Continue."}]}]\
                """));
  }
}
