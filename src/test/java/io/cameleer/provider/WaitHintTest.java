package io.cameleer.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.cameleer.json.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every form in which providers say how long to wait. */
class WaitHintTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);

  private static Duration hint(Map<String, String> headers, String message) {
    return WaitHint.of(new UpstreamReply(429, headers, new byte[0]), message, CLOCK);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "retry-after-ms | 1500 | 1500",
        "retry-after-ms | 0.6 | 1",
        "retry-after | 2 | 2000",
        "retry-after | 0.25 | 250",
        "retry-after | 0 | 0",
        "retry-after | Sat, 21 Nov 2026 12:00:30 GMT | 30000",
        "retry-after | Sat, 21 Nov 2026 11:00:00 GMT | 0",
      })
  void headersNameAWait(String header, String value, long milliseconds) {
    assertThat(hint(Map.of(header, value), "")).isEqualTo(Duration.ofMillis(milliseconds));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Rate limit reached. Please try again in 1.2s. | 1200",
        "Please try again in 6m0s | 360000",
        "please try again in 120ms or so | 120",
        "Please retry in 34.07s. | 34070",
        "try again in 1h30m | 5400000",
        "Please retry after 26 seconds. | 26000",
        "Please try again in 20S | 20000",
      })
  void textsNameAWait(String message, long milliseconds) {
    assertThat(hint(Map.of(), message)).isEqualTo(Duration.ofMillis(milliseconds));
  }

  @Test
  void googlesDetailsNameAWait() throws Exception {
    String answer =
        """
        {"details":[{"@type":"type.googleapis.com/google.rpc.Help","links":[]},
                    {"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"1.5s"}]}
        """;
    String text = "Please retry in 9s.";

    assertThat(googleHint(Map.of(), answer, text)).isEqualTo(Duration.ofMillis(1_500));
    assertThat(googleHint(Map.of("retry-after", "3"), answer, text))
        .isEqualTo(Duration.ofSeconds(3));
    assertThat(googleHint(Map.of(), "{\"details\":[{\"retryDelay\":\"soon\"}]}", text))
        .isEqualTo(Duration.ofSeconds(9));
  }

  private static Duration googleHint(Map<String, String> headers, String error, String message)
      throws Exception {
    UpstreamReply reply = new UpstreamReply(429, headers, new byte[0]);
    return WaitHint.of(reply, Json.read(error), message, CLOCK);
  }

  @Test
  void ofSeveralLimitsThatAreUsedUpTheLastToReturnCounts() {
    assertThat(
            hint(
                Map.of(
                    "x-ratelimit-remaining-requests", "0",
                    "x-ratelimit-reset-requests", "20ms",
                    "x-ratelimit-remaining-tokens", "0",
                    "x-ratelimit-reset-tokens", "2.5s"),
                ""))
        .isEqualTo(Duration.ofMillis(2_500));
    assertThat(
            hint(
                Map.of(
                    "anthropic-ratelimit-requests-remaining", "0",
                    "anthropic-ratelimit-requests-reset", "2026-11-21T12:00:05Z",
                    "anthropic-ratelimit-output-tokens-remaining", "0",
                    "anthropic-ratelimit-output-tokens-reset", "2026-11-21T12:00:45Z"),
                ""))
        .isEqualTo(Duration.ofSeconds(45));
    assertThat(
            hint(
                Map.of(
                    "x-ratelimit-remaining-requests", "0",
                    "x-ratelimit-remaining-tokens", "0",
                    "x-ratelimit-reset-tokens", "1m"),
                ""))
        .isEqualTo(Duration.ofMinutes(1));
  }

  @ParameterizedTest
  @CsvSource({"1m0.5s, 60500", "500µs, 1", "1500us, 2", "2000000ns, 2", "1h0m0s, 3600000"})
  void durationsHaveAllUnitsOfGo(String text, long milliseconds) {
    assertThat(WaitHint.parseDuration(text)).isEqualTo(Duration.ofMillis(milliseconds));
  }

  @Test
  void theMoreExactHeaderWins() {
    assertThat(hint(Map.of("retry-after-ms", "100", "retry-after", "5"), "try again in 9s"))
        .isEqualTo(Duration.ofMillis(100));
    assertThat(hint(Map.of("retry-after", "5"), "try again in 9s"))
        .isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void aLimitThatIsUsedUpNamesWhenItIsThereAgain() {
    assertThat(
            hint(
                Map.of(
                    "x-ratelimit-remaining-requests", "5",
                    "x-ratelimit-reset-requests", "1s",
                    "x-ratelimit-remaining-tokens", "0",
                    "x-ratelimit-reset-tokens", "6m0s"),
                ""))
        .isEqualTo(Duration.ofMinutes(6));
    assertThat(
            hint(
                Map.of(
                    "anthropic-ratelimit-tokens-remaining", "0",
                    "anthropic-ratelimit-tokens-reset", "2026-11-21T12:00:45Z"),
                ""))
        .isEqualTo(Duration.ofSeconds(45));
    assertThat(
            hint(
                Map.of(
                    "anthropic-ratelimit-tokens-remaining", "0",
                    "anthropic-ratelimit-tokens-reset", "soon"),
                ""))
        .isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-1", "NaN", "1e300", ""})
  void whatIsNoWaitIsNoHint(String value) {
    assertThat(hint(Map.of("retry-after", value, "retry-after-ms", value), "no idea")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "s", "1s later", "", "1.2.3s"})
  void onlyDurationsAreDurations(String text) {
    assertThat(WaitHint.parseDuration(text)).isNull();
  }

  @Test
  void aMissingDurationIsNone() {
    assertThat(WaitHint.parseDuration(null)).isNull();
  }
}
