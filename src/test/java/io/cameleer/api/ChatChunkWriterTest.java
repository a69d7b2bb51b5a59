package io.cameleer.api;

import static io.cameleer.api.Requests.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.chat.ChatChunk;
import io.cameleer.chat.ChatChunk.Delta;
import io.cameleer.chat.ChatChunk.ToolCallDelta;
import io.cameleer.chat.Failure;
import io.cameleer.chat.FinishReason;
import io.cameleer.chat.Reasoning;
import io.cameleer.chat.Usage;
import io.cameleer.sse.ServerSentEvent;
import io.cameleer.sse.SseReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatChunkWriterTest {

  private static final String HEAD =
      "{\"id\":\"i\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",";

  private final ChatChunkWriter writer = new ChatChunkWriter();

  @Test
  void aStreamIsWrittenByteForByteAsOpenAiDoes() {
    assertThat(event(chunk(Delta.ROLE, null), false, false))
        .isEqualTo(
            "data: "
                + HEAD
                + "\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}]}\n\n");
    assertThat(event(chunk(Delta.content("Grüße\n"), null), false, false))
        .isEqualTo(
            "data: "
                + HEAD
                + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Grüße\\n\"},\"finish_reason\":null}]}\n\n");
    assertThat(event(chunk(Delta.EMPTY, FinishReason.STOP), false, false))
        .isEqualTo(
            "data: "
                + HEAD
                + "\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n");
    assertThat(new String(ChatChunkWriter.done(), UTF_8)).isEqualTo("data: [DONE]\n\n");
    assertThat(new String(ChatChunkWriter.keepAlive(), UTF_8)).isEqualTo(": keep-alive\n\n");
  }

  @Test
  void withUsageAskedEveryOtherChunkHasANullUsage() {
    assertThat(event(chunk(Delta.EMPTY, null), true, false))
        .isEqualTo(
            "data: "
                + HEAD
                + "\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":null}],\"usage\":null}\n\n");
    assertThat(event(usageChunk(), true, false))
        .isEqualTo(
            "data: "
                + HEAD
                + "\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4,\"total_tokens\":7}}\n\n");
  }

  @Test
  void usageNobodyAskedForIsNoEvent() {
    assertThat(writer.event(usageChunk(), false, false)).isEmpty();
  }

  @Test
  void usageBesideChoicesIsLeftOutWhereNobodyAskedForIt() {
    ChatChunk chunk =
        new ChatChunk(
            "i", 1, "m", chunk(Delta.content("x"), null).choices(), Usage.of(1, 1), null, Map.of());

    assertThat(writer.write(chunk, false, false).has("usage")).isFalse();
    assertThat(writer.write(chunk, true, false).at("/usage/total_tokens").intValue()).isEqualTo(2);
  }

  @Test
  void everyKindOfPieceIsWritten() {
    assertThat(delta(Delta.reasoning("Hm"))).isEqualTo(json("{\"reasoning_content\":\"Hm\"}"));
    assertThat(delta(Delta.refusal("No"))).isEqualTo(json("{\"refusal\":\"No\"}"));
    assertThat(delta(Delta.block(new Reasoning.Block.Redacted("d"))))
        .isEqualTo(json("{\"thinking_blocks\":[{\"type\":\"redacted_thinking\",\"data\":\"d\"}]}"));
    assertThat(delta(new Delta(true, null, null, null, List.of(), null, List.of(), Map.of())))
        .isEqualTo(json("{\"role\":\"assistant\",\"content\":\"\"}"));
    assertThat(delta(signed("s", Map.of())))
        .isEqualTo(json("{\"extra_content\":{\"google\":{\"thought_signature\":\"s\"}}}"));
  }

  @Test
  void aToolCallComesInPieces() {
    assertThat(delta(Delta.toolCall(ToolCallDelta.start(1, "c1", "f"))))
        .isEqualTo(
            json(
                """
                {"tool_calls":[{"index":1,"id":"c1","type":"function","function":{"name":"f","arguments":""}}]}
                """));
    assertThat(delta(Delta.toolCall(ToolCallDelta.arguments(1, "{\"a"))))
        .isEqualTo(
            json("{\"tool_calls\":[{\"index\":1,\"function\":{\"arguments\":\"{\\\"a\"}}]}"));
    assertThat(
            delta(Delta.toolCall(new ToolCallDelta(0, "c2", true, "sql", "sel", null, Map.of()))))
        .isEqualTo(
            json(
                """
                {"tool_calls":[{"index":0,"id":"c2","type":"custom","custom":{"name":"sql","input":"sel"}}]}
                """));
    assertThat(
            delta(
                Delta.toolCall(
                    new ToolCallDelta(0, null, false, null, null, "sig", Map.of("x", 1)))))
        .isEqualTo(
            json(
                """
                {"tool_calls":[{"index":0,"extra_content":{"google":{"thought_signature":"sig"}},"x":1}]}
                """));
  }

  @Test
  void aClientOfFunctionsGetsItsCallAsFunctionCall() {
    ToolCallDelta start = ToolCallDelta.start(0, "c1", "f");
    ToolCallDelta second = ToolCallDelta.start(1, "c2", "g");
    ToolCallDelta custom = new ToolCallDelta(0, "c", true, "s", "", null, Map.of());

    assertThat(legacyDelta(start))
        .isEqualTo(json("{\"function_call\":{\"name\":\"f\",\"arguments\":\"\"}}"));
    assertThat(legacyDelta(ToolCallDelta.arguments(0, "{}")))
        .isEqualTo(json("{\"function_call\":{\"arguments\":\"{}\"}}"));
    assertThat(legacyDelta(second).has("tool_calls")).isTrue();
    assertThat(legacyDelta(custom).has("tool_calls")).isTrue();
    assertThat(legacyDelta(start, second).get("tool_calls")).hasSize(2);
    assertThat(finishReason(FinishReason.TOOL_CALLS, true)).isEqualTo("function_call");
    assertThat(finishReason(FinishReason.TOOL_CALLS, false)).isEqualTo("tool_calls");
    assertThat(finishReason(FinishReason.LENGTH, true)).isEqualTo("length");
  }

  @Test
  void extrasArePutBackAtEveryLevelButReplaceNothing() {
    Map<String, Object> chunkExtras = new LinkedHashMap<>();
    chunkExtras.put("system_fingerprint", "fp");
    chunkExtras.put("model", "no");
    chunkExtras.put("usage", 7);
    chunkExtras.put("none", null);
    chunkExtras.put("ratio", new BigDecimal("0.10"));
    chunkExtras.put("list", Arrays.asList(1, null, Map.of("a", true)));
    Map<String, Object> deltaExtras = new LinkedHashMap<>();
    deltaExtras.put("content", "no");
    deltaExtras.put("annotations", List.of());
    deltaExtras.put("extra_content", Map.of("vendor", 1));
    Delta delta = new Delta(false, "x", null, null, List.of(), null, List.of(), deltaExtras);
    ChatChunk chunk =
        new ChatChunk(
            "i",
            1,
            "m",
            List.of(
                new ChatChunk.Choice(
                    2,
                    delta,
                    null,
                    Map.of("content", List.of()),
                    Map.of("index", 9, "matched_stop", 5))),
            null,
            "flex",
            chunkExtras);

    assertThat(event(chunk, false, false))
        .isEqualTo(
            "data: "
                + HEAD
                + "\"service_tier\":\"flex\",\"choices\":[{\"index\":2,\"delta\":{\"content\":\"x\",\"annotations\":[],\"extra_content\":{\"vendor\":1}},\"logprobs\":{\"content\":[]},\"finish_reason\":null,\"matched_stop\":5}],\"system_fingerprint\":\"fp\",\"none\":null,\"ratio\":0.10,\"list\":[1,null,{\"a\":true}]}\n\n");
  }

  @Test
  void aSignatureStandsBesideOtherExtraContent() {
    Map<String, Object> extras =
        Map.of(
            "extra_content", Map.of("google", Map.of("thought", true, "thought_signature", "no")));

    assertThat(delta(signed("s", extras)))
        .isEqualTo(
            json(
                "{\"extra_content\":{\"google\":{\"thought_signature\":\"s\",\"thought\":true}}}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "line\nbreak\r\n\n",
        "\u2028\u0000\"\\",
        "äöü € 😀",
        "\ud83d",
        "\ude00 rest"
      })
  void anyTextArrivesAsItWas(String text) throws IOException {
    byte[] event = writer.event(chunk(Delta.content(text), null), false, false);

    ServerSentEvent read = new SseReader(new ByteArrayInputStream(event), 1000).next();

    assertThat(read.event()).isNull();
    assertThat(json(read.data()).at("/choices/0/delta/content").textValue()).isEqualTo(text);
  }

  @Test
  void theTreeIsWhatTheEventSays() {
    ChatChunk chunk =
        chunk(Delta.toolCall(ToolCallDelta.start(0, "c", "f")), FinishReason.TOOL_CALLS);

    String event = event(chunk, true, true);

    assertThat(event).isEqualTo("data: " + writer.write(chunk, true, true) + "\n\n");
  }

  @Test
  void aStreamThatBrokeOffEndsWithAnErrorEvent() {
    Failure failure = Failure.badRequest("invalid_value", "n", "Invalid 'n'.");

    assertThat(new String(ChatChunkWriter.errorEvent(failure), UTF_8))
        .isEqualTo(
            "data: {\"error\":{\"message\":\"Invalid 'n'.\",\"type\":\"invalid_request_error\","
                + "\"param\":\"n\",\"code\":\"invalid_value\"}}\n\n");
  }

  private String event(ChatChunk chunk, boolean usageAsked, boolean legacy) {
    return new String(writer.event(chunk, usageAsked, legacy), UTF_8);
  }

  private JsonNode delta(Delta delta) {
    return writer.write(chunk(delta, null), false, false).at("/choices/0/delta");
  }

  private JsonNode legacyDelta(ToolCallDelta... pieces) {
    Delta delta = new Delta(false, null, null, null, List.of(), null, List.of(pieces), Map.of());
    return writer.write(chunk(delta, null), false, true).at("/choices/0/delta");
  }

  private String finishReason(FinishReason reason, boolean legacy) {
    return writer
        .write(chunk(Delta.EMPTY, reason), false, legacy)
        .at("/choices/0/finish_reason")
        .textValue();
  }

  private static Delta signed(String signature, Map<String, Object> extras) {
    return new Delta(false, null, null, null, List.of(), signature, List.of(), extras);
  }

  private static ChatChunk chunk(Delta delta, FinishReason reason) {
    return new ChatChunk(
        "i",
        1,
        "m",
        List.of(new ChatChunk.Choice(0, delta, reason, null, Map.of())),
        null,
        null,
        Map.of());
  }

  private static ChatChunk usageChunk() {
    return new ChatChunk("i", 1, "m", List.of(), Usage.of(3, 4), null, Map.of());
  }
}
