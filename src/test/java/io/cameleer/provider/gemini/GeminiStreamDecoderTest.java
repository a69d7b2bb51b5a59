package io.cameleer.provider.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.ChatChunk;
import io.cameleer.chat.ChatChunk.Delta;
import io.cameleer.chat.FailureClass;
import io.cameleer.chat.FinishReason;
import io.cameleer.chat.Tool;
import io.cameleer.chat.Tooling;
import io.cameleer.provider.ChatStreamDecoder;
import io.cameleer.sse.ServerSentEvent;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeminiStreamDecoderTest {

  private static final String HELLO =
      "{'candidates':[{'content':{'parts':[{'text':'Hello'}]}}],'responseId':'r-1'}";
  private static final String STOP = "{'candidates':[{'finishReason':'STOP'}]}";

  private final ChatStreamDecoder decoder = Exchanges.translation(Exchanges.request()).stream();

  @Test
  void aStreamIsCompleteOnceItHasSaidWhyItEnds() {
    assertThat(decoder.complete()).isFalse();
    decode(HELLO);
    assertThat(decoder.complete()).isFalse();
    decode(STOP);
    assertThat(decoder.complete()).isTrue();
  }

  @Test
  void theRoleComesOnceAndTheReasonLast() {
    List<ChatChunk> chunks =
        Stream.of(decode(HELLO), decode(HELLO), decode(STOP), decoder.end())
            .flatMap(List::stream)
            .toList();

    assertThat(chunks)
        .extracting(GeminiStreamDecoderTest::delta)
        .containsExactly(Delta.ROLE, Delta.content("Hello"), Delta.content("Hello"), Delta.EMPTY);
    assertThat(finish(chunks.getLast())).isEqualTo(FinishReason.STOP);
    assertThat(chunks).extracting(ChatChunk::id).containsOnly("r-1");
    assertThat(chunks).extracting(ChatChunk::created).containsOnly(Exchanges.NOW.getEpochSecond());
  }

  @Test
  void aReasonOnEveryEventIsGivenOnce() {
    String event = "{'candidates':[{'content':{'parts':[{'text':'a'}]},'finishReason':'STOP'}]}";
    decode(event);
    decode(event);

    assertThat(decoder.end()).hasSize(1);
  }

  @Test
  void candidatesAreToldApartByIndex() {
    decode(
        """
        {'candidates':[{'index':1,'content':{'parts':[{'text':'b'}]}},
          {'index':0,'content':{'parts':[{'functionCall':{'name':'f'}}]},'finishReason':'STOP'}]}
        """);
    assertThat(decoder.complete()).isFalse();
    decode("{'candidates':[{'index':1,'finishReason':'MAX_TOKENS'}]}");

    assertThat(decoder.complete()).isTrue();
    assertThat(decoder.end())
        .extracting(GeminiStreamDecoderTest::finish)
        .containsExactly(FinishReason.TOOL_CALLS, FinishReason.LENGTH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[DONE]",
        "{}",
        "[]",
        "3",
        "null",
        "{'candidates':null}",
        "{'candidates':[],'promptFeedback':null,'usageMetadata':{}}",
        "{'promptFeedback':{'safetyRatings':[]}}"
      })
  void eventsThatSayNothingGiveNothing(String data) {
    assertThat(decode(data)).isEmpty();
    assertThat(decoder.complete()).isFalse();
    assertThat(decoder.end()).isEmpty();
  }

  @Test
  void whatIsNoJsonBreaksTheStream() {
    assertThatExceptionOfType(CallFailedException.class)
        .isThrownBy(() -> decode("<html>"))
        .satisfies(failed -> assertThat(failed.failure().code()).isEqualTo("upstream_bad_gateway"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'error':{'code':503,'message':'Overloaded.'}}",
        "[{'error':{'code':503,'message':'Overloaded.'}}]"
      })
  void anErrorBreaksTheStream(String data) {
    decode(HELLO);

    assertThatExceptionOfType(CallFailedException.class)
        .isThrownBy(() -> decode(data))
        .satisfies(failed -> {
          assertThat(failed.failure().status()).isEqualTo(503);
          assertThat(failed.failure().failureClass()).isEqualTo(FailureClass.RETRY_SAME);
        });
  }

  @Test
  void anAnswerTheModelGotWrongFailsOnlyWhileNothingOfItWasSent() {
    String wrong = "{'candidates':[{'finishReason':'MALFORMED_FUNCTION_CALL'}]}";
    decode("{'candidates':[{'content':{'parts':[{'text':''}]}}]}");
    assertThatExceptionOfType(CallFailedException.class).isThrownBy(() -> decode(wrong));

    decode(HELLO);
    decode(wrong);

    assertThat(finish(decoder.end().getFirst())).isEqualTo(FinishReason.STOP);
  }

  @Test
  void aRefusedPromptDoesNotHideWhatACandidateSaid() {
    decode(
        """
        {'candidates':[{'finishReason':'MAX_TOKENS'}],'promptFeedback':{'blockReason':'OTHER'}}
        """);

    assertThat(decoder.end())
        .extracting(GeminiStreamDecoderTest::finish)
        .containsExactly(FinishReason.LENGTH);
  }

  @Test
  void logProbabilitiesComeWithTheFirstPieceOfTheirEvent() {
    List<ChatChunk> chunks =
        decode(
            """
            {'candidates':[{'content':{'parts':[{'text':'a'},{'text':'b'}]},
              'logprobsResult':{'chosenCandidates':[{'token':'a','logProbability':-1}]}}]}
            """);

    assertThat(chunks.get(1).choices().getFirst().logprobs()).containsKey("content");
    assertThat(chunks.get(2).choices().getFirst().logprobs()).isNull();
  }

  @Test
  void aCallOfACustomToolIsItsText() {
    Tooling tooling =
        new Tooling(List.of(new Tool.Custom("run", null, null, Map.of())), null, null, false);
    ChatStreamDecoder custom = Exchanges.translation(Exchanges.request().tooling(tooling)).stream();

    List<ChatChunk> chunks =
        custom.decode(
            new ServerSentEvent(
                null,
                """
                {"candidates":[{"content":{"parts":[{"functionCall":
                  {"name":"run","args":{"input":"ls"}},"thoughtSignature":"S"}]}}]}
                """));

    assertThat(delta(chunks.getLast()).toolCalls())
        .containsExactly(
            new ChatChunk.ToolCallDelta(0, "call_1", true, "run", "ls", "S", Map.of()));
  }

  @Test
  void sourcesWithoutAnAddressGiveNoAnnotations() {
    decode("{'candidates':[{'finishReason':'STOP','groundingMetadata':{}}]}");

    assertThat(decoder.end()).hasSize(1);
  }

  private List<ChatChunk> decode(String data) {
    return decoder.decode(new ServerSentEvent(null, data.replace('\'', '"')));
  }

  private static Delta delta(ChatChunk chunk) {
    return chunk.choices().getFirst().delta();
  }

  private static FinishReason finish(ChatChunk chunk) {
    return chunk.choices().getFirst().finishReason();
  }
}
