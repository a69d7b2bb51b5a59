package io.cameleer.api;

import static io.cameleer.api.Requests.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.chat.ChatReply;
import io.cameleer.chat.Content;
import io.cameleer.chat.ContentPart;
import io.cameleer.chat.FinishReason;
import io.cameleer.chat.Message;
import io.cameleer.chat.Reasoning;
import io.cameleer.chat.ToolCall;
import io.cameleer.chat.Usage;
import io.cameleer.json.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChatReplyWriterTest {

  private static final ToolCall CALL = ToolCall.Function.of("c1", "f", "{\"a\":1}");

  private final ChatReplyWriter writer = new ChatReplyWriter();

  @Test
  void aPlainAnswerIsWrittenInFull() {
    ChatReply reply =
        new ChatReply(
            "chatcmpl-1",
            1790000000L,
            "gpt-x",
            List.of(choice(Message.Assistant.of("Hi"), FinishReason.STOP)),
            Usage.of(20, 5),
            null,
            Map.of());

    assertThat(new String(writer.bytes(new ChatCompletion(reply, false, null)), UTF_8))
        .isEqualTo(
            "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1790000000,\"model\":\"gpt-x\","
                + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Hi\",\"refusal\":null},"
                + "\"logprobs\":null,\"finish_reason\":\"stop\"}],"
                + "\"usage\":{\"prompt_tokens\":20,\"completion_tokens\":5,\"total_tokens\":25}}");
  }

  @Test
  void contentRefusalAndFinishReasonAreThereEvenIfNull() {
    JsonNode choice =
        write(new Message.Assistant(null, null, List.of(), Reasoning.NONE, null, Map.of()), null);

    assertThat(choice)
        .isEqualTo(
            json(
                """
                {"index":0,"message":{"role":"assistant","content":null,"refusal":null},
                 "logprobs":null,"finish_reason":null}
                """));
  }

  @Test
  void toolCallsReasoningAndSignaturesAreWritten() {
    Message.Assistant message =
        new Message.Assistant(
            Content.of("Let me see"),
            null,
            List.of(
                new ToolCall.Function("c1", "f", "{}", "sig-c", Map.of()),
                new ToolCall.Custom("c2", "sql", "select 1", Map.of("custom", Map.of("x", 1)))),
            new Reasoning(
                "Hm",
                List.of(
                    new Reasoning.Block.Thinking("Hm", "s"),
                    new Reasoning.Block.Redacted("d"),
                    new Reasoning.Block.Encrypted("rs_1", "e")),
                "sig-m"),
            "bot",
            Map.of());

    assertThat(write(message, FinishReason.TOOL_CALLS).get("message"))
        .isEqualTo(
            json(
                """
                {"role":"assistant","content":"Let me see","refusal":null,"reasoning_content":"Hm",
                 "thinking_blocks":[{"type":"thinking","thinking":"Hm","signature":"s"},
                   {"type":"redacted_thinking","data":"d"},
                   {"type":"encrypted","id":"rs_1","encrypted_content":"e"}],
                 "extra_content":{"google":{"thought_signature":"sig-m"}},
                 "tool_calls":[
                   {"id":"c1","type":"function","function":{"name":"f","arguments":"{}"},
                    "extra_content":{"google":{"thought_signature":"sig-c"}}},
                   {"id":"c2","type":"custom","custom":{"name":"sql","input":"select 1","x":1}}],
                 "name":"bot"}
                """));
  }

  @Test
  void theMessageCanBeReadBackAsHistory() {
    Message.Assistant message =
        new Message.Assistant(
            null,
            null,
            List.of(new ToolCall.Function("c1", "f", "{}", "sig-c", Map.of("index", 0))),
            new Reasoning("Hm", List.of(new Reasoning.Block.Thinking("Hm", "s")), "sig-m"),
            null,
            Map.of("annotations", List.of(Map.of("type", "url_citation"))));

    JsonNode written = write(message, FinishReason.TOOL_CALLS).get("message");

    assertThat(Requests.message(Json.text(written))).isEqualTo(message);
  }

  @Test
  void partsBecomeOneText() {
    Content parts =
        new Content.Parts(
            List.of(
                ContentPart.Text.of("a"),
                new ContentPart.Refusal("no", Map.of()),
                ContentPart.Text.of("b")));
    Message.Assistant message =
        new Message.Assistant(parts, "no", List.of(), Reasoning.NONE, null, Map.of());

    assertThat(write(message, FinishReason.STOP).get("message"))
        .isEqualTo(json("{\"role\":\"assistant\",\"content\":\"a\\nb\",\"refusal\":\"no\"}"));
  }

  @Test
  void extrasArePutBackAtEveryLevelButReplaceNothing() {
    Message.Assistant message =
        new Message.Assistant(
            Content.of("Hi"),
            null,
            List.of(
                new ToolCall.Function(
                    "c1",
                    "f",
                    "{}",
                    "sig",
                    Map.of(
                        "id",
                        "no",
                        "index",
                        0,
                        "function",
                        Map.of("name", "no", "x", 1),
                        "extra_content",
                        Map.of("google", Map.of("y", 2))))),
            Reasoning.NONE,
            null,
            Map.of("content", "no", "annotations", List.of()));
    ChatReply reply =
        new ChatReply(
            "id-1",
            1,
            "m",
            List.of(
                new ChatReply.Choice(
                    0,
                    message,
                    FinishReason.STOP,
                    Map.of("content", List.of()),
                    Map.of("index", 9, "seed", 3))),
            new Usage(
                9,
                5,
                14,
                4L,
                2L,
                3L,
                Map.of(
                    "prompt_tokens",
                    0,
                    "cost",
                    1,
                    "prompt_tokens_details",
                    Map.of("cached_tokens", 0, "audio_tokens", 1),
                    "completion_tokens_details",
                    7)),
            "flex",
            Map.of("id", "no", "choices", List.of(), "system_fingerprint", "fp"));

    assertThat(written(reply, false))
        .isEqualTo(
            json(
                """
                {"id":"id-1","object":"chat.completion","created":1,"model":"m","service_tier":"flex",
                 "choices":[{"index":0,"message":{"role":"assistant","content":"Hi","refusal":null,
                   "tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{}","x":1},
                     "extra_content":{"google":{"thought_signature":"sig","y":2}},"index":0}],"annotations":[]},
                   "logprobs":{"content":[]},"finish_reason":"stop","seed":3}],
                 "usage":{"prompt_tokens":9,"completion_tokens":5,"total_tokens":14,
                   "prompt_tokens_details":{"cached_tokens":4,"cache_write_tokens":2,"audio_tokens":1},
                   "completion_tokens_details":{"reasoning_tokens":3},"cost":1},
                 "system_fingerprint":"fp"}
                """));
  }

  @Test
  void withoutReportedUsageThereIsNone() {
    ChatReply reply = new ChatReply("i", 1, "m", List.of(), null, null, Map.of());

    assertThat(written(reply, false))
        .isEqualTo(
            json(
                "{\"id\":\"i\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[]}"));
  }

  @Test
  void theCostStandsInTheUsageUnlessTheProviderStatedOne() {
    BigDecimal cost = new BigDecimal("0.00012");
    Usage stated = new Usage(1, 2, 3, null, null, null, Map.of("cost", 7));

    assertThat(withCost(Usage.of(1, 2), cost))
        .isEqualTo(
            json(
                "{\"prompt_tokens\":1,\"completion_tokens\":2,\"total_tokens\":3,\"cost\":0.00012}"));
    assertThat(withCost(stated, cost).get("cost").intValue()).isEqualTo(7);
    assertThat(withCost(Usage.of(1, 2), null).has("cost")).isFalse();
    assertThat(withCost(null, cost)).isNull();
  }

  private JsonNode withCost(Usage usage, BigDecimal cost) {
    ChatReply reply = new ChatReply("i", 1, "m", List.of(), usage, null, Map.of());
    return written(new ChatCompletion(reply, false, cost)).get("usage");
  }

  @Test
  void aClientOfFunctionsGetsItsSingleCallAsFunctionCall() {
    assertThat(writeLegacy(List.of(CALL), FinishReason.TOOL_CALLS))
        .isEqualTo(
            json(
                """
                {"index":0,"message":{"role":"assistant","content":null,"refusal":null,
                   "function_call":{"name":"f","arguments":"{\\"a\\":1}"}},
                 "logprobs":null,"finish_reason":"function_call"}
                """));
    assertThat(writeLegacy(List.of(CALL), FinishReason.LENGTH).get("finish_reason").textValue())
        .isEqualTo("length");
  }

  @Test
  void aClientOfFunctionsGetsAllElseInTheNewerForm() {
    JsonNode two = writeLegacy(List.of(CALL, CALL), FinishReason.TOOL_CALLS);
    JsonNode none = writeLegacy(List.of(), FinishReason.STOP);
    JsonNode custom =
        writeLegacy(List.of(new ToolCall.Custom("c", "s", "", Map.of())), FinishReason.TOOL_CALLS);

    assertThat(two.at("/message/tool_calls")).hasSize(2);
    assertThat(two.get("finish_reason").textValue()).isEqualTo("tool_calls");
    assertThat(none.get("finish_reason").textValue()).isEqualTo("stop");
    assertThat(custom.at("/message/tool_calls")).hasSize(1);
  }

  private JsonNode write(Message.Assistant message, FinishReason reason) {
    return write(message, reason, false);
  }

  private JsonNode writeLegacy(List<ToolCall> calls, FinishReason reason) {
    return write(
        new Message.Assistant(null, null, calls, Reasoning.NONE, null, Map.of()), reason, true);
  }

  private JsonNode write(Message.Assistant message, FinishReason reason, boolean legacy) {
    ChatReply reply =
        new ChatReply("i", 1, "m", List.of(choice(message, reason)), null, null, Map.of());
    return written(reply, legacy).get("choices").get(0);
  }

  private JsonNode written(ChatReply reply, boolean legacy) {
    return written(new ChatCompletion(reply, legacy, null));
  }

  private JsonNode written(ChatCompletion completion) {
    return json(new String(writer.bytes(completion), UTF_8));
  }

  private static ChatReply.Choice choice(Message.Assistant message, FinishReason reason) {
    return new ChatReply.Choice(0, message, reason, null, Map.of());
  }
}
