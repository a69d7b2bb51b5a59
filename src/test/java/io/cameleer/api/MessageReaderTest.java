package io.cameleer.api;

import static io.cameleer.api.Requests.bodyOf;
import static io.cameleer.api.Requests.message;
import static io.cameleer.api.Requests.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.cameleer.chat.Content;
import io.cameleer.chat.ContentPart;
import io.cameleer.chat.Message;
import io.cameleer.chat.Reasoning;
import io.cameleer.chat.ToolCall;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageReaderTest {

  @Test
  void instructionsComeFromSystemOrDeveloper() {
    assertThat(message("{\"role\":\"system\",\"content\":\"Be brief\"}"))
        .isEqualTo(Message.Instructions.of("Be brief"));
    assertThat(message("{\"role\":\"developer\",\"content\":\"x\",\"name\":\"ops\"}"))
        .isEqualTo(new Message.Instructions(Content.of("x"), true, "ops", Map.of()));
  }

  @Test
  void aUserSpeaksTextOrParts() {
    assertThat(message("{\"role\":\"user\",\"content\":\"\",\"name\":\"Ann\"}"))
        .isEqualTo(new Message.User(Content.of(""), "Ann", Map.of()));
    assertThat(message("{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}]}"))
        .isEqualTo(
            new Message.User(
                new Content.Parts(List.of(ContentPart.Text.of("Hi"))), null, Map.of()));
  }

  @Test
  void everyKindOfPartIsRead() {
    assertThat(
            parts(
                """
                {"type":"text","text":""},
                {"type":"image_url","image_url":{"url":"https://x/y.png","detail":"low"}},
                {"type":"image_url","image_url":{"url":"data:image/png;base64,AA=="}},
                {"type":"image_url","image_url":"https://x/z.png"},
                {"type":"input_audio","input_audio":{"data":"AA==","format":"wav"}},
                {"type":"file","file":{"file_id":"file-1"}},
                {"type":"file","file":{"filename":"a.pdf","file_data":"data:application/pdf;base64,AA=="}},
                {"type":"refusal","refusal":"No"},
                {"type":"video_url","video_url":{"url":"https://x/v.mp4"}}
                """))
        .containsExactly(
            ContentPart.Text.of(""),
            new ContentPart.Image("https://x/y.png", "low", Map.of()),
            new ContentPart.Image("data:image/png;base64,AA==", null, Map.of()),
            new ContentPart.Image("https://x/z.png", null, Map.of()),
            new ContentPart.Audio("AA==", "wav", Map.of()),
            new ContentPart.File("file-1", null, null, Map.of()),
            new ContentPart.File(null, "a.pdf", "data:application/pdf;base64,AA==", Map.of()),
            new ContentPart.Refusal("No", Map.of()),
            new ContentPart.Other(
                "video_url", Map.of("video_url", Map.of("url", "https://x/v.mp4"))));
  }

  @Test
  void unknownFieldsOfPartsSurviveEachBelowItsObject() {
    assertThat(
            parts(
                """
                {"type":"text","text":"x","prompt_cache_breakpoint":{"mode":"explicit"}},
                {"type":"image_url","cache":1,"image_url":{"url":"u","min_pixels":4}},
                {"type":"input_audio","input_audio":{"data":"d","format":"f","rate":8000}},
                {"type":"file","file":{"file_url":"https://x/a.pdf"}}
                """))
        .extracting(ContentPart::extras)
        .containsExactly(
            Map.of("prompt_cache_breakpoint", Map.of("mode", "explicit")),
            Map.of("cache", 1, "image_url", Map.of("min_pixels", 4)),
            Map.of("input_audio", Map.of("rate", 8000)),
            Map.of("file", Map.of("file_url", "https://x/a.pdf")));
  }

  @Test
  void anAssistantMayOnlyCallTools() {
    assertThat(
            message(
                """
                {"role":"assistant","content":null,"tool_calls":[
                  {"id":"c1","type":"function","function":{"name":"f","arguments":"{\\"a\\":1}"}},
                  {"id":"c2","type":"custom","custom":{"name":"sql","input":"select 1"}}]}
                """))
        .isEqualTo(
            new Message.Assistant(
                null,
                null,
                List.of(
                    ToolCall.Function.of("c1", "f", "{\"a\":1}"),
                    new ToolCall.Custom("c2", "sql", "select 1", Map.of())),
                Reasoning.NONE,
                null,
                Map.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",\"tool_calls\":null",
        ",\"tool_calls\":[]",
        ",\"refusal\":null,\"function_call\":null"
      })
  void anAssistantMayOnlySpeak(String fields) {
    assertThat(message("{\"role\":\"assistant\",\"content\":\"Hi\"" + fields + "}"))
        .isEqualTo(Message.Assistant.of("Hi"));
  }

  @Test
  void anAssistantMayOnlyRefuseOrThinkOrHaveSpokenAloud() {
    assertThat(assistant("\"refusal\":\"No\"").refusal()).isEqualTo("No");
    assertThat(assistant("\"reasoning_content\":\"Hm\"").reasoning().text()).isEqualTo("Hm");
    assertThat(assistant("\"content\":[],\"audio\":{\"id\":\"a1\"}"))
        .isEqualTo(
            new Message.Assistant(
                null, null, List.of(), Reasoning.NONE, null, Map.of("audio", Map.of("id", "a1"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"arguments\":\"\"",
        "\"arguments\":\" \"",
        "\"arguments\":null",
        "\"strict\":null"
      })
  void aCallWithoutArgumentsHasAnEmptyObjectOfThem(String field) {
    Message.Assistant message =
        assistant("\"tool_calls\":[{\"id\":\"c\",\"function\":{\"name\":\"f\"," + field + "}}]");

    assertThat(((ToolCall.Function) message.toolCalls().getFirst()).arguments()).isEqualTo("{}");
  }

  @Test
  void argumentsGivenAsAnObjectBecomeText() {
    Message.Assistant message =
        assistant(
            """
            "tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":{"a":[1,null]}}}]
            """);

    assertThat(message.toolCalls())
        .containsExactly(ToolCall.Function.of("c", "f", "{\"a\":[1,null]}"));
  }

  @Test
  void argumentsThatAreNoJsonArePassedOn() {
    Message.Assistant message =
        assistant(
            "\"tool_calls\":[{\"id\":\"c\",\"function\":{\"name\":\"f\",\"arguments\":\"{oops\"}}]");

    assertThat(message.toolCalls()).containsExactly(ToolCall.Function.of("c", "f", "{oops"));
  }

  @Test
  void unknownFieldsOfCallsSurviveEachBelowItsObject() {
    Message.Assistant message =
        assistant(
            """
            "annotations":[],"tool_calls":[
              {"id":"c1","type":"function","index":0,"function":{"name":"f","arguments":"{}","x":1}},
              {"id":"c2","type":"custom","custom":{"name":"s","input":"","y":2}}]
            """);

    assertThat(message.extras()).isEqualTo(Map.of("annotations", List.of()));
    assertThat(message.toolCalls())
        .extracting(ToolCall::extras)
        .containsExactly(
            Map.of("index", 0, "function", Map.of("x", 1)), Map.of("custom", Map.of("y", 2)));
  }

  @Test
  void reasoningComesBackWithItsBlocks() {
    Message.Assistant message =
        assistant(
            """
            "content":"42","reasoning_content":"Six times seven","thinking_blocks":[
              {"type":"thinking","thinking":"Six…","signature":"c2ln"},
              {"type":"redacted_thinking","data":"b3BhcXVl"},
              {"type":"encrypted","id":"rs_1","encrypted_content":"ZW5j"}]
            """);

    assertThat(message.reasoning())
        .isEqualTo(
            new Reasoning(
                "Six times seven",
                List.of(
                    new Reasoning.Block.Thinking("Six…", "c2ln"),
                    new Reasoning.Block.Redacted("b3BhcXVl"),
                    new Reasoning.Block.Encrypted("rs_1", "ZW5j")),
                null));
    assertThat(message.extras()).isEmpty();
  }

  @Test
  void reasoningMayHaveItsOtherName() {
    assertThat(assistant("\"content\":\"x\",\"reasoning\":\"Hm\"").reasoning())
        .isEqualTo(new Reasoning("Hm", List.of(), null));

    Message.Assistant both =
        assistant("\"content\":\"x\",\"reasoning_content\":\"Hm\",\"reasoning\":\"Hm\"");
    assertThat(both.reasoning().text()).isEqualTo("Hm");
    assertThat(both.extras()).isEqualTo(Map.of("reasoning", "Hm"));

    Message.Assistant object = assistant("\"content\":\"x\",\"reasoning\":{\"effort\":\"low\"}");
    assertThat(object.reasoning()).isEqualTo(Reasoning.NONE);
    assertThat(object.extras()).isEqualTo(Map.of("reasoning", Map.of("effort", "low")));
  }

  @Test
  void thoughtSignaturesAreTakenFromMessageAndCalls() {
    Message.Assistant message =
        assistant(
            """
            "content":"x","extra_content":{"google":{"thought_signature":"text"}},"tool_calls":[
              {"id":"c1","type":"function","function":{"name":"f","arguments":"{}"},
               "extra_content":{"google":{"thought_signature":"call","thought":true},"other":1}}]
            """);

    assertThat(message.reasoning().signature()).isEqualTo("text");
    assertThat(message.extras()).isEmpty();
    assertThat(message.toolCalls())
        .containsExactly(
            new ToolCall.Function(
                "c1",
                "f",
                "{}",
                "call",
                Map.of("extra_content", Map.of("other", 1, "google", Map.of("thought", true)))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "{\"google\":1}",
        "{\"google\":{\"thought_signature\":7}}",
        "{\"vendor\":{}}"
      })
  void extraContentWithoutSignatureStaysAsItIs(String extraContent) {
    Message.Assistant message = assistant("\"content\":\"x\",\"extra_content\":" + extraContent);

    assertThat(message.reasoning()).isEqualTo(Reasoning.NONE);
    assertThat(message.extras()).containsOnlyKeys("extra_content");
  }

  @Test
  void aToolAnswersItsCall() {
    assertThat(
            message(
                "{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":\"21"
                    + " °C\",\"name\":\"f\",\"x\":1}"))
        .isEqualTo(new Message.Tool("c1", Content.of("21 °C"), "f", Map.of("x", 1)));
  }

  @Test
  void deprecatedFunctionCallsAndTheirResultsBecomeToolCallsAndResults() {
    List<Message> messages =
        read(bodyOf(
                """
                {"role":"user","content":"Rome?"},
                {"role":"assistant","content":null,"function_call":{"name":"f","arguments":"{}"}},
                {"role":"function","name":"f","content":"1"},
                {"role":"assistant","content":"","function_call":{"name":"g","arguments":{"a":1},"x":1}},
                {"role":"function","name":"g","content":null},
                {"role":"function","name":"stray","content":"3"}
                """))
            .messages();

    assertThat(messages.subList(1, 6))
        .containsExactly(
            called(null, ToolCall.Function.of("call_function_0", "f", "{}")),
            new Message.Tool("call_function_0", Content.of("1"), "f", Map.of()),
            called(
                Content.of(""),
                new ToolCall.Function(
                    "call_function_1", "g", "{\"a\":1}", null, Map.of("function", Map.of("x", 1)))),
            new Message.Tool("call_function_1", Content.of(""), "g", Map.of()),
            new Message.Tool("call_function_2", Content.of("3"), "stray", Map.of()));
  }

  @Test
  void aDeprecatedCallBesideToolCallsIsLeftAsItIs() {
    Message.Assistant message =
        assistant(
            """
            "tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{}"}}],
            "function_call":{"name":"f","arguments":"{}"}
            """);

    assertThat(message.toolCalls()).containsExactly(ToolCall.Function.of("c", "f", "{}"));
    assertThat(message.extras())
        .isEqualTo(Map.of("function_call", Map.of("name", "f", "arguments", "{}")));
  }

  private static Message called(Content content, ToolCall call) {
    return new Message.Assistant(content, null, List.of(call), Reasoning.NONE, null, Map.of());
  }

  private static Message.Assistant assistant(String fields) {
    return (Message.Assistant) message("{\"role\":\"assistant\"," + fields + "}");
  }

  private static List<ContentPart> parts(String parts) {
    Message.User user = (Message.User) message("{\"role\":\"user\",\"content\":[" + parts + "]}");
    return ((Content.Parts) user.content()).parts();
  }
}
