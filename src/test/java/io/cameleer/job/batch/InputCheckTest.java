package io.cameleer.job.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cameleer.job.BatchError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputCheckTest {

  private static final String CHAT = "/v1/chat/completions";
  private static final BatchLimits LIMITS = new BatchLimits(1_000, 4, 200, 5, 3);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          nonsense                                                                  | invalid_json_line          |
          {"custom_id":"a"                                                          | invalid_json_line          |
          {"custom_id":"a","method":"POST","url":"%s","body":{}} {}                 | invalid_json_line          |
          ["custom_id"]                                                             | invalid_json_line          |
          {"method":"POST","url":"%s","body":{}}                                    | missing_required_parameter | custom_id
          {"custom_id":"","method":"POST","url":"%s","body":{}}                     | missing_required_parameter | custom_id
          {"custom_id":7,"method":"POST","url":"%s","body":{}}                      | invalid_type               | custom_id
          {"custom_id":"a","url":"%s","body":{}}                                    | missing_required_parameter | method
          {"custom_id":"a","method":"PUT","url":"%s","body":{}}                     | invalid_method             | method
          {"custom_id":"a","method":"POST","body":{}}                               | missing_required_parameter | url
          {"custom_id":"a","method":"POST","url":"/v1/embeddings","body":{}}        | url_mismatch               | url
          {"custom_id":"a","method":"POST","url":"%s"}                              | missing_required_parameter | body
          {"custom_id":"a","method":"POST","url":"%s","body":null}                  | missing_required_parameter | body
          {"custom_id":"a","method":"POST","url":"%s","body":[]}                    | invalid_type               | body
          {"custom_id":"a","method":"POST","url":"%s","body":{"stream":true}}       | invalid_value              | body.stream
          {"custom_id":"a","method":"POST","url":"%s","body":{"x":1e99999999999}}   | invalid_json_line          |
          {"custom_id":"a","method":"POST","url":"%s","body":{"x":[{"y":1e99999999999}]}} | invalid_json_line    |
          """)
  void whatIsNoRequestIsToldWithItsLine(String line, String code, String param) throws IOException {
    BatchError error = check(line.replace("%s", CHAT)).errors().getFirst();
    assertThat(error.code()).isEqualTo(code);
    assertThat(error.param()).isEqualTo(param);
    assertThat(error.line()).isEqualTo(1);
    assertThat(error.message()).isNotEmpty();
  }

  @Test
  void whatOnlyACallCanTellIsNotLookedAt() throws IOException {
    InputCheck.Findings findings =
        check(
            line("a", "{}")
                + line("b", "{\"model\":\"no/such-model\",\"temperature\":99}")
                + line("c", "{\"model\":7,\"stream\":false}"));
    assertThat(findings.errors()).isEmpty();
    assertThat(findings.requests()).isEqualTo(3);
    assertThat(findings.model()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE"})
  void aRequestIsWrittenInUtf8(String charset) throws IOException {
    byte[] file = line("a", "{}").strip().getBytes(Charset.forName(charset));
    assertThat(check(file).errors())
        .extracting(BatchError::code)
        .containsExactly("invalid_json_line");
  }

  @Test
  void theModelOfABatchIsThatOfAllItsLines() throws IOException {
    assertThat(check(line("a", "{\"model\":\"m\"}") + line("b", "{\"model\":\"m\"}")).model())
        .isEqualTo("m");
    assertThat(check(line("a", "{\"model\":\"m\"}") + line("b", "{\"model\":\"n\"}")).model())
        .isNull();
    assertThat(check(line("a", "{}") + line("b", "{\"model\":\"n\"}")).model()).isNull();
  }

  @Test
  void aNameIsForOneLine() throws IOException {
    BatchError error = check(line("a", "{}") + "\n" + line("a", "{}")).errors().getFirst();
    assertThat(error.code()).isEqualTo("duplicate_custom_id");
    assertThat(error.line()).isEqualTo(3);
  }

  @Test
  void soManyMistakesAreToldAndTheRestIsNotLookedAt() throws IOException {
    InputCheck.Findings findings = check("x\ny\nz\n" + line("a", "{}"));
    assertThat(findings.errors()).hasSize(3);
    assertThat(findings.requests()).isEqualTo(3);
  }

  @Test
  void limitsAreKept() throws IOException {
    String tooMany =
        IntStream.range(0, 6)
            .mapToObj(number -> line("r" + number, "{}"))
            .collect(Collectors.joining());
    assertThat(code(tooMany)).isEqualTo("too_many_tasks");
    assertThat(code(line("a", "{\"user\":\"" + "x".repeat(300) + "\"}")))
        .isEqualTo("request_too_large");
    assertThat(code("")).isEqualTo("empty_file");
    assertThat(
            code(
                line("a", "{\"input\":[\"1\",\"2\",\"3\"]}")
                    + line("b", "{\"input\":[[1,2],[3,4]]}")
                    + line("c", "{\"input\":[1,2,3]}")))
        .isEqualTo("too_many_inputs");
    assertThat(check(line("a", "{\"input\":[1,2,3,4,5,6,7]}")).errors()).isEmpty();
  }

  private static String line(String customId, String body) {
    return "{\"custom_id\":\"%s\",\"method\":\"POST\",\"url\":\"%s\",\"body\":%s}\n"
        .formatted(customId, CHAT, body);
  }

  private static String code(String file) throws IOException {
    return check(file).errors().getFirst().code();
  }

  private static InputCheck.Findings check(String file) throws IOException {
    return check(file.getBytes(UTF_8));
  }

  private static InputCheck.Findings check(byte[] file) throws IOException {
    return new InputCheck(CHAT, LIMITS).check(new ByteArrayInputStream(file), () -> {});
  }
}
