package io.cameleer.api;

import static io.cameleer.api.Requests.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.EmbeddingRequest;
import io.cameleer.chat.EmbeddingRequest.Input;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddingRequestReaderTest {

  private final EmbeddingRequestReader reader = new EmbeddingRequestReader();

  @Test
  void everyFieldIsRead() {
    EmbeddingRequest request =
        reader.read(
            json(
                """
                {"model":"m","input":"Hi","dimensions":256,"encoding_format":"base64","user":"u","truncate":"END"}
                """));

    assertThat(request)
        .isEqualTo(
            new EmbeddingRequest(
                "m", List.of(new Input.Text("Hi")), 256, true, "u", Map.of("truncate", "END")));
  }

  @Test
  void nullsAreMissingFields() {
    EmbeddingRequest request =
        reader.read(
            json(
                "{\"model\":\"m\",\"input\":\"Hi\",\"dimensions\":null,\"encoding_format\":null,\"user\":null}"));

    assertThat(request)
        .isEqualTo(
            new EmbeddingRequest("m", List.of(new Input.Text("Hi")), null, false, null, Map.of()));
  }

  @Test
  void everyFormOfInputIsRead() {
    assertThat(inputs("\"Hi\"")).containsExactly(new Input.Text("Hi"));
    assertThat(inputs("[\"a\",\" \",\"\\ud83d\"]"))
        .containsExactly(new Input.Text("a"), new Input.Text(" "), new Input.Text("\uFFFD"));
    assertThat(inputs("[1,2,0]")).containsExactly(new Input.Tokens(List.of(1, 2, 0)));
    assertThat(inputs("[[1],[2,3]]"))
        .containsExactly(new Input.Tokens(List.of(1)), new Input.Tokens(List.of(2, 3)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                              | missing_required_parameter | model",
        "{\"model\":\"m\"}                               | missing_required_parameter | input",
        "{\"model\":\"m\",\"input\":null}                | missing_required_parameter | input",
        "{\"model\":\"m\",\"input\":7}                   | invalid_type               | input",
        "{\"model\":\"m\",\"input\":{}}                  | invalid_type               | input",
        "{\"model\":\"m\",\"input\":\"\"}                | empty_string               | input",
        "{\"model\":\"m\",\"input\":[]}                  | empty_array                | input",
        "{\"model\":\"m\",\"input\":[\"a\",\"\"]}        | empty_string               | input[1]",
        "{\"model\":\"m\",\"input\":[\"a\",1]}           | invalid_type               | input[1]",
        "{\"model\":\"m\",\"input\":[1,\"a\"]}           | invalid_type               | input[1]",
        "{\"model\":\"m\",\"input\":[1.5]}               | invalid_type               | input[0]",
        "{\"model\":\"m\",\"input\":[-1]}                | invalid_type               | input[0]",
        "{\"model\":\"m\",\"input\":[9999999999]}        | invalid_type               | input[0]",
        "{\"model\":\"m\",\"input\":[[1],[]]}            | empty_array                | input[1]",
        "{\"model\":\"m\",\"input\":[[1],[\"a\"]]}       | invalid_type               |"
            + " input[1][0]",
        "{\"model\":\"m\",\"input\":[[1],\"a\"]}         | invalid_type               | input[1]",
        "{\"model\":\"m\",\"input\":[null]}              | invalid_type               | input[0]",
        "{\"model\":\"m\",\"input\":[{}]}                | invalid_type               | input[0]",
        "{\"model\":\"m\",\"input\":\"x\",\"dimensions\":0}            | integer_below_min_value |"
            + " dimensions",
        "{\"model\":\"m\",\"input\":\"x\",\"encoding_format\":\"hex\"} | invalid_value           |"
            + " encoding_format",
        "{\"model\":\"m\",\"input\":\"x\",\"user\":1}                  | invalid_type            |"
            + " user",
      })
  void aBadRequestNamesTheFieldAndTheMistake(String body, String code, String param) {
    CallFailedException failed =
        catchThrowableOfType(CallFailedException.class, () -> reader.read(json(body)));

    assertThat(failed.failure().status()).isEqualTo(400);
    assertThat(failed.failure().code()).isEqualTo(code);
    assertThat(failed.failure().param()).isEqualTo(param);
    assertThat(failed).hasMessageContaining("'" + param + "'");
  }

  private List<Input> inputs(String input) {
    return reader.read(json("{\"model\":\"m\",\"input\":" + input + "}")).inputs();
  }
}
