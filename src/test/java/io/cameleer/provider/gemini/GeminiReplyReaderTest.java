package io.cameleer.provider.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.ChatReply;
import io.cameleer.chat.FailureClass;
import io.cameleer.chat.FinishReason;
import io.cameleer.chat.Message;
import io.cameleer.chat.Tool;
import io.cameleer.chat.ToolCall;
import io.cameleer.chat.Tooling;
import io.cameleer.chat.Usage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeminiReplyReaderTest {

  @ParameterizedTest
  @CsvSource({
    "STOP, STOP",
    "MAX_TOKENS, LENGTH",
    "CONTINUATION, LENGTH",
    "SAFETY, CONTENT_FILTER",
    "RECITATION, CONTENT_FILTER",
    "BLOCKLIST, CONTENT_FILTER",
    "PROHIBITED_CONTENT, CONTENT_FILTER",
    "SPII, CONTENT_FILTER",
    "LANGUAGE, CONTENT_FILTER",
    "IMAGE_SAFETY, CONTENT_FILTER",
    "IMAGE_PROHIBITED_CONTENT, CONTENT_FILTER",
    "IMAGE_RECITATION, CONTENT_FILTER",
    "NO_IMAGE, STOP",
    "IMAGE_OTHER, STOP",
    "OTHER, STOP",
    "FINISH_REASON_UNSPECIFIED, STOP",
    "SOMETHING_NEW, STOP"
  })
  void everyReasonHasAnOpenAiWord(String reason, FinishReason openAi) {
    ChatReply.Choice choice = read("{'candidates':[{'finishReason':'" + reason + "'}]}");

    assertThat(choice.finishReason()).isEqualTo(openAi);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MALFORMED_FUNCTION_CALL",
        "UNEXPECTED_TOOL_CALL",
        "TOO_MANY_TOOL_CALLS",
        "MALFORMED_RESPONSE"
      })
  void anAnswerTheModelGotWrongMayBeAskedForAgain(String reason) {
    assertThatExceptionOfType(CallFailedException.class)
        .isThrownBy(() -> read("{'candidates':[{'finishReason':'" + reason + "'}]}"))
        .satisfies(failed -> {
          assertThat(failed.failure().failureClass()).isEqualTo(FailureClass.RETRY_SAME);
          assertThat(failed.failure().message()).contains(reason);
          assertThat(failed.failure().upstreamStatus()).isEqualTo(200);
        });
  }

  @Test
  void anErrorInsideStatus200IsAnError() {
    assertThatExceptionOfType(CallFailedException.class)
        .isThrownBy(() -> read("[{'error':{'code':429,'message':'Slow down.'}}]"))
        .satisfies(failed -> {
          assertThat(failed.failure().status()).isEqualTo(429);
          assertThat(failed.failure().upstreamStatus()).isEqualTo(429);
        });
  }

  @Test
  void anErrorWithoutACodeIsTheProviders() {
    assertThatExceptionOfType(CallFailedException.class)
        .isThrownBy(() -> read("{'error':'Something broke.'}"))
        .satisfies(failed -> assertThat(failed.failure().status()).isEqualTo(500));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'candidates':[{}]}",
        "{'candidates':[null]}",
        "{'candidates':[7]}",
        "{'candidates':[{'content':null,'finishReason':null}]}",
        "{'candidates':[{'content':{'parts':null},'finishReason':''}]}",
        "{'candidates':[{'content':{'parts':[null,3,{},{'text':null},{'functionCall':null}]}}]}",
        "{'candidates':[{'content':[],'index':'x','logprobsResult':[],'citationMetadata':3}]}"
      })
  void anAnswerOfNothingIsAnEmptyChoice(String json) {
    ChatReply.Choice choice = read(json);

    assertThat(choice.index()).isZero();
    assertThat(choice.message()).isEqualTo(Message.Assistant.of(""));
    assertThat(choice.finishReason()).isNull();
    assertThat(choice.logprobs()).isNull();
    assertThat(choice.extras()).isEmpty();
  }

  @Test
  void anAnswerWithoutNamesGetsAnIdAndTheModelAskedForAndNoUsage() {
    ChatReply reply = reply("{'candidates':[{'content':{'parts':[{'text':'Hi'}]}}]}");

    assertThat(reply.id()).isEqualTo("chatcmpl-1");
    assertThat(reply.model()).isEqualTo("gemini-3.8-flash");
    assertThat(reply.created()).isEqualTo(Exchanges.NOW.getEpochSecond());
    assertThat(reply.usage()).isNull();
  }

  @Test
  void countersInAnUnknownShapeCountAsNothing() {
    ChatReply reply =
        reply(
            """
            {'candidates':[{}],'usageMetadata':{'promptTokenCount':'5','candidatesTokenCount':3,
              'totalTokenCount':null,
              'promptTokensDetails':[null,{'modality':'TEXT'},{'tokenCount':1}]}}
            """);

    assertThat(reply.usage()).isEqualTo(new Usage(0, 3, 3, null, null, null, Map.of()));
  }

  @Test
  void severalCandidatesAreSeveralChoices() {
    ChatReply reply =
        reply(
            """
            {'candidates':[{'index':0,'content':{'parts':[{'text':'a'}]}},
              {'index':1,'content':{'parts':[{'text':'b'}]}}]}
            """);

    assertThat(reply.choices()).extracting(ChatReply.Choice::index).containsExactly(0, 1);
    assertThat(reply.choices().get(1).message().content()).hasFieldOrPropertyWithValue("text", "b");
  }

  @Test
  void aCallWithoutAStatedReasonIsToolCalls() {
    ChatReply.Choice choice =
        read("{'candidates':[{'content':{'parts':[{'functionCall':{'id':'','args':3}}]}}]}");

    assertThat(choice.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
    assertThat(choice.message().toolCalls())
        .containsExactly(ToolCall.Function.of("call_1", "", "{}"));
  }

  @Test
  void aCustomToolCalledWithTheWrongArgumentsGetsThemAsTheyAre() {
    Tooling tooling =
        new Tooling(List.of(new Tool.Custom("run", null, null, Map.of())), null, null, false);
    String json =
        "{'candidates':[{'content':{'parts':[{'functionCall':{'name':'run','args':{'a':1}}}]}}]}";

    ChatReply reply =
        Exchanges.translation(Exchanges.request().tooling(tooling)).reply(Exchanges.answer(json));

    assertThat(reply.choices().getFirst().message().toolCalls())
        .containsExactly(new ToolCall.Custom("call_1", "run", "{\"a\":1}", Map.of()));
  }

  @Test
  void soundTheModelMadeIsALinkAndDraftsOfImagesAreNot() {
    ChatReply.Choice choice =
        read(
            """
            {'candidates':[{'content':{'parts':[
              {'inlineData':{'mimeType':'image/png','data':'QQ=='},'thought':true},
              {'inlineData':{'mimeType':'audio/wav','data':'QQ=='}}]}}]}
            """);

    assertThat(choice.message().content())
        .hasFieldOrPropertyWithValue("text", "[audio/wav](data:audio/wav;base64,QQ==)");
  }

  private static ChatReply.Choice read(String json) {
    return reply(json).choices().getFirst();
  }

  private static ChatReply reply(String json) {
    return Exchanges.translation(Exchanges.request()).reply(Exchanges.answer(json));
  }
}
