package io.cameleer.provider.anthropic;

import static io.cameleer.provider.anthropic.Requests.DIALECT;
import static io.cameleer.provider.anthropic.Requests.model;
import static io.cameleer.provider.anthropic.Requests.saying;
import static io.cameleer.provider.anthropic.Requests.translate;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import io.cameleer.provider.ChatStreamDecoder;
import io.cameleer.provider.UpstreamReply;
import io.cameleer.sse.ServerSentEvent;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnthropicErrorTest {

  private static final String ERROR =
      "{\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":\"Oh.\"}}";

  @ParameterizedTest
  @CsvSource({
    "invalid_request_error, 400, BAD_REQUEST",
    "authentication_error, 502, AUTH",
    "billing_error, 429, FAIL_OVER",
    "permission_error, 502, AUTH",
    "not_found_error, 404, FAIL_OVER",
    "conflict_error, 409, RETRY_SAME",
    "request_too_large, 413, BAD_REQUEST",
    "rate_limit_error, 429, RETRY_SAME",
    "timeout_error, 504, RETRY_SAME",
    "overloaded_error, 503, RETRY_SAME",
    "api_error, 500, RETRY_SAME",
    "a_new_error, 500, RETRY_SAME"
  })
  void anErrorInsideASuccessIsClassifiedByItsType(
      String type, int status, FailureClass failureClass) {
    ChatStreamDecoder decoder = translate(saying("Hi").build(), model(100)).stream();
    ServerSentEvent event = new ServerSentEvent("error", ERROR.formatted(type));

    assertThatThrownBy(() -> decoder.decode(event))
        .isInstanceOfSatisfying(
            CallFailedException.class,
            thrown -> {
              assertThat(thrown.failure().status()).isEqualTo(status);
              assertThat(thrown.failure().failureClass()).isEqualTo(failureClass);
              assertThat(thrown.failure().upstreamStatus()).isEqualTo(200);
            });
    assertThat(decoder.complete()).isFalse();
  }

  @Test
  void aPlainAnswerInPlaceOfAStreamIsAnError() {
    Failure failure = failure(200, Map.of(), ERROR.formatted("overloaded_error"));

    assertThat(failure.status()).isEqualTo(503);
    assertThat(failure.upstreamStatus()).isEqualTo(200);
  }

  @Test
  void aPageInPlaceOfAStreamIsAnError() {
    Failure failure = failure(200, Map.of(), "<html>");

    assertThat(failure.status()).isEqualTo(502);
    assertThat(failure.failureClass()).isEqualTo(FailureClass.RETRY_SAME);
  }

  @Test
  void theWaitAskedForIsPassedOn() {
    Failure failure = failure(429, Map.of("retry-after", "7"), ERROR.formatted("rate_limit_error"));

    assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    assertThat(failure.upstreamStatus()).isEqualTo(429);
  }

  @Test
  void theResetOfALimitThatIsUsedUpIsAWait() {
    Map<String, String> headers =
        Map.of(
            "anthropic-ratelimit-input-tokens-remaining", "0",
            "anthropic-ratelimit-input-tokens-reset", "2026-11-21T12:00:30Z");

    assertThat(failure(429, headers, ERROR.formatted("rate_limit_error")).retryAfter())
        .isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void anOverloadUnderAnotherStatusIsAnOverload() {
    assertThat(failure(500, Map.of(), ERROR.formatted("overloaded_error")).status()).isEqualTo(503);
  }

  @Test
  void aBodyTooLargeForTheWindowGoesToALargerOne() {
    String body = "{\"error\":{\"type\":\"request_too_large\",\"message\":\"prompt is too long\"}}";

    assertThat(failure(413, Map.of(), body).failureClass()).isEqualTo(FailureClass.CONTEXT);
  }

  @Test
  void keysAreNotShown() {
    String body = ERROR.formatted("api_error").replace("Oh.", "bad sk-ant-api03-abcdefgh");

    assertThat(failure(500, Map.of(), body).message()).isEqualTo("bad ***");
  }

  @Test
  void theDialectIsCalledAnthropic() {
    assertThat(DIALECT.name()).isEqualTo("anthropic");
  }

  private static Failure failure(int status, Map<String, String> headers, String body) {
    return DIALECT.failure(new UpstreamReply(status, headers, body.getBytes(UTF_8)));
  }
}
