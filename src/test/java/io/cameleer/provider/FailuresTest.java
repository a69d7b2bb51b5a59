package io.cameleer.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What all dialects' errors have in common. */
class FailuresTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "prompt is too long: 213462 tokens > 200000 maximum",
        "This model's maximum context length is 128,000 tokens.",
        "The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).",
        "Range of input length should be [1, 30720]",
        "the request exceeds the available context size",
      })
  void anOverflowIsRecognised(String message) {
    assertThat(Failures.isContextOverflow(message)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Rate limit: prompt is too long for now", "Too many requests", "hello"})
  void whatIsNoOverflowIsNot(String message) {
    assertThat(Failures.isContextOverflow(message)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Incorrect API key provided: sk-proj-abcdefgh12345678.",
        "sk-ant-REDACTED12345 is invalid",
        "Bearer abcdefgh12345678 refused",
        "AIzaSyA1234567890abcdefg not valid"
      })
  void whatLooksLikeAKeyIsBlottedOut(String message) {
    assertThat(Failures.redact(message))
        .contains("***")
        .doesNotContain("12345678")
        .doesNotContain("REDACTED12345");
  }

  @Test
  void aLongMessageIsCut() {
    assertThat(Failures.redact("x".repeat(10_000))).hasSizeLessThan(2_100).endsWith("…");
  }

  @Test
  void aDialectThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> new Dialects(List.of()).named("morse"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("morse");
  }

  @Test
  void droppedParametersAreNamedOnceInOrder() {
    DroppedParameters dropped = new DroppedParameters();
    dropped.add("seed");
    dropped.addIfSet("stop", null);
    dropped.addIfSet("user", "u");
    dropped.addAll(List.of("seed", "n"));
    assertThat(dropped.names()).containsExactly("seed", "user", "n");
  }
}
