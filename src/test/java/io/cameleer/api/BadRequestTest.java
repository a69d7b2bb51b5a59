package io.cameleer.api;

import static io.cameleer.api.Requests.bodyOf;
import static io.cameleer.api.Requests.bodyWith;
import static io.cameleer.api.Requests.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadRequestTest {

  /** A body, and the code and the field of the error it must get. */
  record Case(String body, String code, String param) {}

  static final List<Case> CASES =
      List.of(
          new Case("{}", "missing_required_parameter", "model"),
          new Case("{\"model\":null}", "missing_required_parameter", "model"),
          new Case("{\"model\":\"\"}", "empty_string", "model"),
          new Case("{\"model\":7}", "invalid_type", "model"),
          new Case("{\"model\":\"m\"}", "missing_required_parameter", "messages"),
          new Case("{\"model\":\"m\",\"messages\":null}", "missing_required_parameter", "messages"),
          new Case("{\"model\":\"m\",\"messages\":\"Hi\"}", "invalid_type", "messages"),
          new Case("{\"model\":\"m\",\"messages\":[]}", "empty_array", "messages"),
          new Case(bodyOf("\"Hi\""), "invalid_type", "messages[0]"),
          new Case(bodyOf("null"), "invalid_type", "messages[0]"),
          new Case(bodyOf("{}"), "missing_required_parameter", "messages[0].role"),
          new Case(bodyOf("{\"role\":1}"), "invalid_type", "messages[0].role"),
          new Case(bodyOf("{\"role\":\"robot\"}"), "invalid_value", "messages[0].role"),
          user("", "missing_required_parameter", ""),
          user("\"content\":null", "missing_required_parameter", ""),
          user("\"content\":7", "invalid_type", ""),
          user("\"content\":{}", "invalid_type", ""),
          user("\"content\":[]", "empty_array", ""),
          user("\"content\":[\"Hi\"]", "invalid_type", "[0]"),
          user("\"content\":[{}]", "missing_required_parameter", "[0].type"),
          user("\"content\":[{\"type\":\"\"}]", "empty_string", "[0].type"),
          user("\"content\":[{\"type\":\"text\"}]", "missing_required_parameter", "[0].text"),
          user("\"content\":[{\"type\":\"text\",\"text\":[]}]", "invalid_type", "[0].text"),
          user(
              "\"content\":[{\"type\":\"image_url\"}]",
              "missing_required_parameter",
              "[0].image_url"),
          user(
              "\"content\":[{\"type\":\"image_url\",\"image_url\":7}]",
              "invalid_type",
              "[0].image_url"),
          user(
              "\"content\":[{\"type\":\"image_url\",\"image_url\":{}}]",
              "missing_required_parameter",
              "[0].image_url.url"),
          user(
              "\"content\":[{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"x\"}}]",
              "missing_required_parameter",
              "[0].input_audio.format"),
          user(
              "\"content\":[{\"type\":\"file\",\"file\":{\"filename\":\"a\"}}]",
              "missing_required_parameter",
              "[0].file.file_data"),
          new Case(
              bodyOf("{\"role\":\"user\",\"content\":\"x\",\"name\":7}"),
              "invalid_type",
              "messages[0].name"),
          new Case(
              bodyOf("{\"role\":\"tool\",\"content\":\"x\"}"),
              "missing_required_parameter",
              "messages[0].tool_call_id"),
          new Case(
              bodyOf("{\"role\":\"tool\",\"tool_call_id\":\"c\"}"),
              "missing_required_parameter",
              "messages[0].content"),
          new Case(
              bodyOf("{\"role\":\"function\",\"content\":\"x\"}"),
              "missing_required_parameter",
              "messages[0].name"),
          assistant("\"name\":\"a\"", "missing_required_parameter", "content"),
          assistant("\"content\":[],\"tool_calls\":[]", "missing_required_parameter", "content"),
          assistant("\"content\":null,\"audio\":null", "missing_required_parameter", "content"),
          assistant("\"tool_calls\":{}", "invalid_type", "tool_calls"),
          assistant("\"tool_calls\":[7]", "invalid_type", "tool_calls[0]"),
          assistant("\"tool_calls\":[{}]", "missing_required_parameter", "tool_calls[0].id"),
          assistant("\"tool_calls\":[{\"id\":\"\"}]", "empty_string", "tool_calls[0].id"),
          assistant(
              "\"tool_calls\":[{\"id\":\"c\"}]",
              "missing_required_parameter",
              "tool_calls[0].function"),
          assistant(
              "\"tool_calls\":[{\"id\":\"c\",\"type\":\"mcp\"}]",
              "invalid_value",
              "tool_calls[0].type"),
          assistant(
              "\"tool_calls\":[{\"id\":\"c\",\"function\":{\"name\":7}}]",
              "invalid_type",
              "tool_calls[0].function.name"),
          assistant(
              "\"tool_calls\":[{\"id\":\"c\",\"function\":{\"name\":\"f\",\"arguments\":[]}}]",
              "invalid_type",
              "tool_calls[0].function.arguments"),
          assistant(
              "\"tool_calls\":[{\"id\":\"c\",\"type\":\"custom\",\"custom\":{\"name\":\"f\"}}]",
              "missing_required_parameter",
              "tool_calls[0].custom.input"),
          assistant("\"function_call\":{}", "missing_required_parameter", "function_call.name"),
          assistant("\"reasoning_content\":{}", "invalid_type", "reasoning_content"),
          assistant(
              "\"thinking_blocks\":[{\"type\":\"thinking\",\"thinking\":\"x\"}]",
              "missing_required_parameter",
              "thinking_blocks[0].signature"),
          assistant(
              "\"thinking_blocks\":[{\"type\":\"dream\"}]",
              "invalid_value",
              "thinking_blocks[0].type"),
          field("\"temperature\":\"hot\"", "invalid_type", "temperature"),
          field("\"temperature\":2.1", "decimal_above_max_value", "temperature"),
          field("\"temperature\":-0.1", "decimal_below_min_value", "temperature"),
          field("\"temperature\":1e400", "decimal_above_max_value", "temperature"),
          field("\"temperature\":1e999999999", "decimal_above_max_value", "temperature"),
          field("\"top_p\":1.5", "decimal_above_max_value", "top_p"),
          field("\"frequency_penalty\":-3", "decimal_below_min_value", "frequency_penalty"),
          field("\"presence_penalty\":3", "decimal_above_max_value", "presence_penalty"),
          field("\"top_k\":1.5", "invalid_type", "top_k"),
          field("\"n\":0", "integer_below_min_value", "n"),
          field("\"n\":\"1\"", "invalid_type", "n"),
          field("\"max_tokens\":0", "integer_below_min_value", "max_tokens"),
          field("\"max_tokens\":1e99", "integer_above_max_value", "max_tokens"),
          field("\"max_tokens\":1e999999999", "integer_above_max_value", "max_tokens"),
          field("\"max_tokens\":-1e999999999", "integer_below_min_value", "max_tokens"),
          field("\"max_tokens\":1e-999999999", "invalid_type", "max_tokens"),
          field("\"max_tokens\":2147483648", "integer_above_max_value", "max_tokens"),
          field("\"max_completion_tokens\":-1", "integer_below_min_value", "max_completion_tokens"),
          field("\"seed\":99999999999999999999", "integer_above_max_value", "seed"),
          field("\"seed\":-99999999999999999999", "integer_below_min_value", "seed"),
          field("\"top_logprobs\":21", "integer_above_max_value", "top_logprobs"),
          field("\"logprobs\":3", "invalid_type", "logprobs"),
          field("\"logit_bias\":[]", "invalid_type", "logit_bias"),
          field("\"stop\":7", "invalid_type", "stop"),
          field("\"stop\":[\"a\",7]", "invalid_type", "stop[1]"),
          field("\"stream\":\"true\"", "invalid_type", "stream"),
          field("\"stream_options\":true", "invalid_type", "stream_options"),
          field(
              "\"stream_options\":{\"include_usage\":1}",
              "invalid_type",
              "stream_options.include_usage"),
          field("\"reasoning_effort\":\"extreme\"", "invalid_value", "reasoning_effort"),
          field("\"verbosity\":1", "invalid_type", "verbosity"),
          field("\"modalities\":\"text\"", "invalid_type", "modalities"),
          field("\"modalities\":[1]", "invalid_type", "modalities[0]"),
          field("\"audio\":\"loud\"", "invalid_type", "audio"),
          field("\"metadata\":[]", "invalid_type", "metadata"),
          field("\"store\":\"yes\"", "invalid_type", "store"),
          field("\"response_format\":\"json\"", "invalid_type", "response_format"),
          field("\"response_format\":{}", "missing_required_parameter", "response_format.type"),
          field("\"response_format\":{\"type\":\"xml\"}", "invalid_value", "response_format.type"),
          field(
              "\"response_format\":{\"type\":\"json_schema\"}",
              "missing_required_parameter",
              "response_format.json_schema"),
          field(
              "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{}}",
              "missing_required_parameter",
              "response_format.json_schema.name"),
          field(
              "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"x\",\"schema\":true}}",
              "invalid_type",
              "response_format.json_schema.schema"),
          field("\"tools\":{}", "invalid_type", "tools"),
          field("\"tools\":[{}]", "missing_required_parameter", "tools[0].type"),
          field(
              "\"tools\":[{\"type\":\"function\"}]",
              "missing_required_parameter",
              "tools[0].function"),
          field(
              "\"tools\":[{\"type\":\"function\",\"function\":{}}]",
              "missing_required_parameter",
              "tools[0].function.name"),
          field(
              "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"\"}}]",
              "empty_string",
              "tools[0].function.name"),
          field(
              "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":\"{}\"}}]",
              "invalid_type",
              "tools[0].function.parameters"),
          field(
              "\"tools\":[{\"type\":\"custom\",\"custom\":{}}]",
              "missing_required_parameter",
              "tools[0].custom.name"),
          field("\"functions\":[{}]", "missing_required_parameter", "functions[0].name"),
          field(
              "\"functions\":[{\"name\":\"f\"}],\"tools\":[{\"type\":\"x\"}]",
              "invalid_value",
              "functions"),
          field("\"function_call\":\"required\"", "invalid_value", "function_call"),
          field("\"function_call\":7", "invalid_type", "function_call"),
          field("\"function_call\":{}", "missing_required_parameter", "function_call.name"),
          field("\"parallel_tool_calls\":1", "invalid_type", "parallel_tool_calls"),
          field("\"tool_choice\":\"any\"", "invalid_value", "tool_choice"),
          field("\"tool_choice\":7", "invalid_type", "tool_choice"),
          field("\"tool_choice\":{}", "missing_required_parameter", "tool_choice.type"),
          field("\"tool_choice\":{\"type\":\"mcp\"}", "invalid_value", "tool_choice.type"),
          field(
              "\"tool_choice\":{\"type\":\"function\"}",
              "missing_required_parameter",
              "tool_choice.function"),
          allowed("{}", "missing_required_parameter", "mode"),
          allowed("{\"mode\":\"none\"}", "invalid_value", "mode"),
          allowed("{\"mode\":\"auto\"}", "missing_required_parameter", "tools"),
          allowed("{\"mode\":\"auto\",\"tools\":[]}", "empty_array", "tools"),
          allowed(
              "{\"mode\":\"auto\",\"tools\":[{\"type\":\"mcp\"}]}",
              "invalid_value",
              "tools[0].type"),
          allowed(
              "{\"mode\":\"auto\",\"tools\":[{\"type\":\"function\",\"function\":{}}]}",
              "missing_required_parameter",
              "tools[0].function.name"));

  @ParameterizedTest
  @FieldSource("CASES")
  void aBadRequestNamesTheFieldAndTheMistake(Case bad) {
    Failure failure = failure(bad.body());

    assertThat(failure.code()).isEqualTo(bad.code());
    assertThat(failure.param()).isEqualTo(bad.param());
    assertThat(failure.message()).contains("'" + bad.param() + "'").endsWith(".");
    assertThat(failure.status()).isEqualTo(400);
    assertThat(failure.type()).isEqualTo("invalid_request_error");
    assertThat(failure.failureClass()).isEqualTo(FailureClass.BAD_REQUEST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "\"text\"", "7", "true"})
  void aBodyThatIsNoObjectIsRefused(String body) {
    Failure failure = failure(body);

    assertThat(failure.code()).isEqualTo("invalid_type");
    assertThat(failure.param()).isNull();
    assertThat(failure.message())
        .startsWith("Invalid type for the request body: expected an object, but got ");
  }

  @Test
  void theMessagesAreThoseOfOpenAi() {
    assertThat(failure(bodyOf("{\"role\":\"user\",\"content\":7}")).message())
        .isEqualTo(
            "Invalid type for 'messages[0].content': expected a string or an array of parts, but"
                + " got a number.");
    assertThat(failure("{\"model\":\"m\"}").message())
        .isEqualTo("Missing required parameter: 'messages'.");
    assertThat(failure(bodyWith("\"temperature\":3.5")).message())
        .isEqualTo(
            "Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got"
                + " 3.5.");
    assertThat(failure(bodyWith("\"tool_choice\":\"any\"")).message())
        .isEqualTo(
            "Invalid value for 'tool_choice': 'any'. Supported values are: 'none', 'auto',"
                + " 'required'.");
  }

  @Test
  void aLongValueIsNotQuotedInFull() {
    Failure failure = failure(bodyWith("\"reasoning_effort\":\"" + "x".repeat(1000) + "\""));

    assertThat(failure.message()).contains("'" + "x".repeat(40) + "…'").hasSizeLessThan(200);
  }

  private static Case field(String field, String code, String param) {
    return new Case(bodyWith(field), code, param);
  }

  private static Case user(String content, String code, String paramBelowContent) {
    String body = bodyOf("{\"role\":\"user\"" + (content.isEmpty() ? "" : "," + content) + "}");
    return new Case(body, code, "messages[0].content" + paramBelowContent);
  }

  private static Case assistant(String field, String code, String paramBelowMessage) {
    String body =
        bodyOf("{\"role\":\"user\",\"content\":\"Hi\"},{\"role\":\"assistant\"," + field + "}");
    return new Case(body, code, "messages[1]." + paramBelowMessage);
  }

  private static Case allowed(String allowed, String code, String paramBelowAllowed) {
    return new Case(
        bodyWith("\"tool_choice\":{\"type\":\"allowed_tools\",\"allowed_tools\":" + allowed + "}"),
        code,
        "tool_choice.allowed_tools." + paramBelowAllowed);
  }
}
