package io.cameleer.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.throwable;

import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.ChatChunk;
import io.cameleer.chat.ChatChunk.Delta;
import io.cameleer.chat.ChatChunk.ToolCallDelta;
import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import io.cameleer.chat.FinishReason;
import io.cameleer.sse.ServerSentEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponsesStreamDecoderTest {

  private static final String CREATED =
      """
      {"type":"response.created",
       "response":{"id":"resp_1","created_at":1795254000,"model":"gpt-6-sol"}}
      """;
  private static final String HELLO =
      "{\"type\":\"response.output_text.delta\",\"delta\":\"Hello\"}";
  private static final String COMPLETED =
      "{\"type\":\"response.completed\",\"response\":{\"status\":\"completed\"}}";

  private final ResponsesStreamDecoder decoder = new ResponsesStreamDecoder();

  @Test
  void nothingIsSentBeforeTheFirstContentSoThatTheCallMayStillGoElsewhere() {
    assertThat(decode(CREATED)).isEmpty();
    assertThat(decode("{\"type\":\"response.in_progress\",\"response\":{\"id\":\"resp_1\"}}"))
        .isEmpty();

    List<ChatChunk> chunks = decode(HELLO);

    assertThat(chunks)
        .extracting(ResponsesStreamDecoderTest::delta)
        .containsExactly(Delta.ROLE, Delta.content("Hello"));
  }

  @Test
  void aStreamIsCompleteOnlyAfterItsTerminalEvent() {
    decode(CREATED);
    decode(HELLO);
    assertThat(decoder.complete()).isFalse();

    List<ChatChunk> chunks = decode(COMPLETED);

    assertThat(decoder.complete()).isTrue();
    assertThat(decoder.ended()).isTrue();
    assertThat(chunks).hasSize(1);
    assertThat(chunks.getFirst().choices().getFirst().finishReason()).isEqualTo(FinishReason.STOP);
  }

  @Test
  void whatFollowsTheTerminalEventIsIgnored() {
    decode(HELLO);
    decode(COMPLETED);

    assertThat(decode(HELLO)).isEmpty();
    assertThat(decode("[DONE]")).isEmpty();
  }

  @Test
  void anAnswerWithoutAnyContentStillHasARoleAndAnEnd() {
    assertThat(decode(COMPLETED))
        .extracting(ResponsesStreamDecoderTest::delta)
        .containsExactly(Delta.ROLE, Delta.EMPTY);
  }

  @Test
  void anEventWithoutTypeIsKnownByItsName() {
    List<ChatChunk> chunks =
        decoder.decode(new ServerSentEvent("response.output_text.delta", "{\"delta\":\"Hello\"}"));

    assertThat(delta(chunks.getLast())).isEqualTo(Delta.content("Hello"));
  }

  @Test
  void argumentsThatCameOnlyWithTheFinishedCallAreNotLost() {
    decode(call("response.output_item.added", 3, ""));

    List<ChatChunk> chunks = decode(call("response.output_item.done", 3, "{\\\"a\\\":1}"));

    assertThat(delta(chunks.getLast()).toolCalls())
        .containsExactly(ToolCallDelta.arguments(0, "{\"a\":1}"));
  }

  @Test
  void aCallThatWasNeverAnnouncedIsSentWhole() {
    List<ChatChunk> chunks = decode(call("response.output_item.done", 0, "{\\\"a\\\":1}"));

    assertThat(chunks)
        .extracting(ResponsesStreamDecoderTest::delta)
        .containsExactly(
            Delta.ROLE,
            Delta.toolCall(ToolCallDelta.start(0, "call_1", "f")),
            Delta.toolCall(ToolCallDelta.arguments(0, "{\"a\":1}")));
  }

  @Test
  void aCallWithoutArgumentsGetsAnEmptyObject() {
    decode(call("response.output_item.added", 0, ""));

    List<ChatChunk> chunks = decode(call("response.output_item.done", 0, ""));

    assertThat(delta(chunks.getLast()).toolCalls())
        .containsExactly(ToolCallDelta.arguments(0, "{}"));
  }

  @Test
  void severalMessagesOfOneAnswerAreParagraphs() {
    String message = "{\"type\":\"response.output_item.added\",\"item\":{\"type\":\"message\"}}";
    List<ChatChunk> chunks = new ArrayList<>();

    for (String event : List.of(message, HELLO, message, HELLO, HELLO)) {
      chunks.addAll(decode(event));
    }

    assertThat(text(chunks)).isEqualTo("Hello\n\nHelloHello");
  }

  @Test
  void citationsAndLogProbabilitiesComeWithTheirPieces() {
    List<ChatChunk> piece =
        decode(
            """
            {"type":"response.output_text.delta","delta":"Hi",
             "logprobs":[{"token":"Hi","logprob":-0.5}]}
            """);
    List<ChatChunk> citation =
        decode(
            """
            {"type":"response.output_text.annotation.added",
             "annotation":{"type":"url_citation","url":"https://example.com"}}
            """);

    assertThat(piece.getLast().choices().getFirst().logprobs()).containsKeys("content", "refusal");
    assertThat(delta(citation.getLast()).extras())
        .containsEntry(
            "annotations",
            List.of(
                Map.of(
                    "type", "url_citation", "url_citation", Map.of("url", "https://example.com"))));
  }

  @ParameterizedTest
  @CsvSource({
    "rate_limit_exceeded, 429, RETRY_SAME",
    "slow_down, 429, RETRY_SAME",
    "insufficient_quota, 429, FAIL_OVER",
    "server_error, 503, RETRY_SAME",
    "server_is_overloaded, 503, RETRY_SAME",
    "something_new, 502, RETRY_SAME",
    "invalid_prompt, 400, FILTER",
    "bio_policy, 400, FILTER",
    "misalignment_policy_violation, 400, FILTER",
    "image_content_policy_violation, 400, FILTER",
    "context_length_exceeded, 400, CONTEXT",
    "failed_to_download_image, 400, BAD_REQUEST",
    "invalid_base64_image, 400, BAD_REQUEST",
    "model_not_found, 404, FAIL_OVER",
    "invalid_api_key, 502, AUTH",
    "data_residency_mismatch, 502, FAIL_OVER"
  })
  void anErrorInTheStreamIsClassifiedByItsCode(String code, int status, FailureClass failureClass) {
    String error = "{\"code\":\"" + code + "\",\"message\":\"It broke.\"}";
    String failed = "{\"type\":\"response.failed\",\"response\":{\"error\":" + error + "}}";

    Failure failure = failure(failed);

    assertThat(failure.status()).isEqualTo(status);
    assertThat(failure.failureClass()).isEqualTo(failureClass);
    assertThat(failure.upstreamStatus()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"error\",\"code\":\"slow_down\",\"message\":\"Try again in 1.5s.\"}",
        "{\"type\":\"error\",\"error\":{\"code\":\"slow_down\",\"message\":\"Retry in 1.5s.\"}}",
        "{\"error\":{\"code\":\"slow_down\",\"message\":\"Try again in 1.5s.\"}}"
      })
  void anErrorIsFoundInEveryFormAndItsHintWithIt(String event) {
    assertThat(failure(event).code()).isEqualTo("rate_limit_exceeded");
    assertThat(failure(event).retryAfter()).isEqualTo(Duration.ofMillis(1500));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>", "{\"type\":"})
  void whatIsNotJsonIsABadGateway(String data) {
    assertThat(failure(data).code()).isEqualTo("upstream_bad_gateway");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "7",
        "{}",
        "{\"type\":null}",
        "{\"type\":\"response.created\",\"response\":null}",
        "{\"type\":\"response.output_item.added\",\"item\":null}",
        "{\"type\":\"response.output_item.added\",\"item\":{\"type\":\"message\",\"phase\":7}}",
        "{\"type\":\"response.output_item.done\",\"item\":{\"encrypted_content\":null}}",
        "{\"type\":\"response.function_call_arguments.delta\",\"output_index\":9,\"delta\":\"x\"}",
        "{\"type\":\"response.reasoning_summary_text.delta\",\"delta\":null}",
        "{\"type\":\"response.web_search_call.searching\",\"output_index\":0}"
      })
  void whatSaysNothingToAClientMakesNoChunk(String data) {
    assertThat(decode(data)).isEmpty();
  }

  private static String call(String type, int outputIndex, String arguments) {
    return "{\"type\":\"%s\",\"output_index\":%d,\"item\":".formatted(type, outputIndex)
        + "{\"type\":\"function_call\",\"call_id\":\"call_1\",\"name\":\"f\",\"arguments\":\"%s\"}}"
            .formatted(arguments);
  }

  private List<ChatChunk> decode(String data) {
    return decoder.decode(new ServerSentEvent(null, data));
  }

  private Failure failure(String data) {
    return assertThatThrownBy(() -> decode(data))
        .asInstanceOf(throwable(CallFailedException.class))
        .actual()
        .failure();
  }

  private static Delta delta(ChatChunk chunk) {
    return chunk.choices().getFirst().delta();
  }

  private static String text(List<ChatChunk> chunks) {
    StringBuilder text = new StringBuilder();
    chunks.forEach(chunk -> text.append(delta(chunk).content()));
    return text.toString();
  }
}
