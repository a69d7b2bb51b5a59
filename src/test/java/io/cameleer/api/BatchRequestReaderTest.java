package io.cameleer.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import io.cameleer.job.BatchRequest;
import io.cameleer.job.FileId;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchRequestReaderTest {

  @Test
  void aRequestIsReadAsItIsWritten() throws JsonProcessingException {
    BatchRequest request =
        read(
            """
            {"input_file_id":"file-abc","endpoint":"/v1/embeddings","completion_window":"24h",
             "metadata":{"team":"search","tag":"coding"},
             "output_expires_after":{"anchor":"created_at","seconds":3600}}
            """);
    assertThat(request)
        .isEqualTo(
            new BatchRequest(
                "/v1/embeddings",
                new FileId("file-abc"),
                "24h",
                Map.of("team", "search", "tag", "coding"),
                Duration.ofHours(1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "input_file_id":null                                                   | missing_required_parameter | input_file_id
          "input_file_id":"../a"                                                 | invalid_value              | input_file_id
          "endpoint":"/v1/responses"                                             | invalid_value              | endpoint
          "endpoint":7                                                           | invalid_type               | endpoint
          "completion_window":"1h"                                               | invalid_value              | completion_window
          "metadata":"x"                                                         | invalid_type               | metadata
          "metadata":{"a":1}                                                     | invalid_type               | metadata.a
          "output_expires_after":{"seconds":3600}                                | missing_required_parameter | output_expires_after.anchor
          "output_expires_after":{"anchor":"now","seconds":3600}                 | invalid_value              | output_expires_after.anchor
          "output_expires_after":{"anchor":"created_at"}                         | missing_required_parameter | output_expires_after.seconds
          "output_expires_after":{"anchor":"created_at","seconds":3599}          | integer_below_min_value    | output_expires_after.seconds
          "output_expires_after":{"anchor":"created_at","seconds":2592001}       | integer_above_max_value    | output_expires_after.seconds
          """)
  void aMistakeIsToldWithItsField(String field, String code, String param) {
    Failure failure = refusal(field);
    assertThat(failure.status()).isEqualTo(400);
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.param()).isEqualTo(param);
  }

  @Test
  void notesAreFewAndShort() {
    String many =
        IntStream.range(0, 17)
            .mapToObj(number -> "\"k%d\":\"v\"".formatted(number))
            .collect(Collectors.joining(","));
    assertThat(refusal("\"metadata\":{" + many + "}").param()).isEqualTo("metadata");
    assertThat(refusal("\"metadata\":{\"" + "k".repeat(65) + "\":\"v\"}").param())
        .isEqualTo("metadata");
    assertThat(refusal("\"metadata\":{\"k\":\"" + "v".repeat(513) + "\"}").param())
        .isEqualTo("metadata.k");
  }

  private static Failure refusal(String field) {
    return catchThrowableOfType(
            CallFailedException.class,
            () ->
                read(
                    "{\"input_file_id\":\"file-abc\",\"endpoint\":\"/v1/embeddings\",\"completion_window\":\"24h\","
                        + field
                        + "}"))
        .failure();
  }

  private static BatchRequest read(String json) throws JsonProcessingException {
    return OpenAiModule.mapper().readValue(json, BatchRequest.class);
  }
}
