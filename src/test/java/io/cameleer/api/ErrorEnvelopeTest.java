package io.cameleer.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import io.cameleer.json.Json;
import org.junit.jupiter.api.Test;

class ErrorEnvelopeTest {

  @Test
  void allFourFieldsAreThereEvenIfNull() {
    Failure failure = Failure.of(500, "server_error", null, "Broken.", FailureClass.RETRY_SAME);

    assertThat(new String(ErrorEnvelope.bytes(failure), UTF_8))
        .isEqualTo(
            "{\"error\":{\"message\":\"Broken.\",\"type\":\"server_error\",\"param\":null,\"code\":null}}");
    assertThat(Json.bytes(ErrorEnvelope.write(failure))).isEqualTo(ErrorEnvelope.bytes(failure));
  }

  @Test
  void fieldAndCodeAreNamed() {
    assertThat(Json.text(ErrorEnvelope.write(Failure.badRequest("c", "messages[0].role", "m"))))
        .isEqualTo(
            "{\"error\":{\"message\":\"m\",\"type\":\"invalid_request_error\","
                + "\"param\":\"messages[0].role\",\"code\":\"c\"}}");
  }
}
