package io.cameleer.provider.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import io.cameleer.provider.UpstreamReply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeminiErrorsTest {

  @ParameterizedTest
  @CsvSource({
    "302, 502, RETRY_SAME",
    "401, 502, AUTH",
    "402, 429, FAIL_OVER",
    "403, 502, AUTH",
    "404, 404, FAIL_OVER",
    "405, 400, BAD_REQUEST",
    "408, 408, RETRY_SAME",
    "409, 409, RETRY_SAME",
    "413, 413, BAD_REQUEST",
    "422, 400, BAD_REQUEST",
    "429, 429, RETRY_SAME",
    "499, 502, RETRY_SAME",
    "500, 500, RETRY_SAME",
    "501, 502, RETRY_SAME",
    "502, 502, RETRY_SAME",
    "503, 503, RETRY_SAME",
    "504, 504, RETRY_SAME"
  })
  void anErrorWithoutAWordIsClassifiedByItsStatus(
      int status, int clientStatus, FailureClass failureClass) {
    for (String body : new String[] {"", "{}", "[]", "{'error':null}", "{'error':{'message':3}}"}) {
      Failure failure = failure(status, body);

      assertThat(failure.status()).as(body).isEqualTo(clientStatus);
      assertThat(failure.failureClass()).as(body).isEqualTo(failureClass);
      assertThat(failure.upstreamStatus()).isEqualTo(status);
      assertThat(failure.message()).isNotBlank();
    }
  }

  @Test
  void anErrorThatIsATextIsItsMessage() {
    assertThat(failure(400, "{'error':'No such thing.'}").message()).isEqualTo("No such thing.");
  }

  @Test
  void a400ForAnyOtherReasonIsTheCallersFault() {
    Failure failure =
        failure(400, "{'error':{'message':'No.','details':[{'reason':'FIELD_INVALID'},null]}}");

    assertThat(failure.failureClass()).isEqualTo(FailureClass.BAD_REQUEST);
    assertThat(failure.message()).isEqualTo("No.");
  }

  @Test
  void aBodyTooLargeInTokensIsAMatterOfTheWindow() {
    assertThat(failure(413, "{'error':{'message':'Too many tokens.'}}").failureClass())
        .isEqualTo(FailureClass.CONTEXT);
  }

  @Test
  void keysInMessagesAreBlottedOut() {
    String key = "AIzaSyA1234567890abcdefghijk";

    assertThat(failure(400, "{'error':{'message':'Bad " + key + "'}}").message())
        .doesNotContain(key);
  }

  @Test
  void theDelayInTheDetailsCountsBeforeTheText() {
    Failure failure =
        failure(
            429,
            """
            {'error':{'message':'Please retry in 7s.','details':[
              {'@type':'type.googleapis.com/google.rpc.Help'},{'retryDelay':'1.5s'}]}}
            """);

    assertThat(failure.retryAfter()).isEqualTo(Duration.ofMillis(1_500));
  }

  @Test
  void withoutDetailsTheDelayIsInTheText() {
    assertThat(failure(429, "{'error':{'message':'Please retry in 34.07s.'}}").retryAfter())
        .isEqualTo(Duration.ofMillis(34_070));
  }

  @Test
  void aPageOfAProxyMayStillAskToWait() {
    UpstreamReply reply =
        new UpstreamReply(
            503, Map.of("retry-after", "3"), "<html>".getBytes(StandardCharsets.UTF_8));

    Failure failure = Exchanges.DIALECT.failure(reply);

    assertThat(failure.code()).isEqualTo("upstream_bad_gateway");
    assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void detailsInAnUnknownShapeAreIgnored() {
    Failure failure =
        failure(
            429,
            """
            {'error':{'message':'Slow down.','details':[null,3,{'violations':[null,{'quotaId':1}],
              'retryDelay':{}}]}}
            """);

    assertThat(failure.failureClass()).isEqualTo(FailureClass.RETRY_SAME);
    assertThat(failure.retryAfter()).isNull();
  }

  private static Failure failure(int status, String body) {
    return Exchanges.DIALECT.failure(Exchanges.answer(status, body));
  }
}
