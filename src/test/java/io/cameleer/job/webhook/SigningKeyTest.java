package io.cameleer.job.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyTest {

  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  /** The example of Standard Webhooks' own libraries. */
  @Test
  void signsAsStandardWebhooksDoes() {
    String signature =
        SigningKey.parse(SECRET)
            .orElseThrow()
            .signature(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                Instant.ofEpochSecond(1_614_265_330, 999_999_999),
                "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8));

    assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "whsec_", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_MfKQ9r8G", "whsec_!"})
  void takesNoOtherTextForAKey(String text) {
    assertThat(SigningKey.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {23, 24, 64, 65})
  void aKeyHas24To64Bytes(int bytes) {
    String text = SigningKey.PREFIX + Base64.getEncoder().encodeToString(new byte[bytes]);

    assertThat(SigningKey.parse(text).isPresent()).isEqualTo(bytes >= 24 && bytes <= 64);
  }

  @Test
  void showsNothingOfItself() {
    assertThat(SigningKey.parse(SECRET).orElseThrow()).hasToString("***");
  }
}
