package io.cameleer.provider.repair;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The words in which providers and servers say which field they refuse. */
class RefusedFieldsTest {

  private static List<String> fields(String message) {
    return RefusedFields.in(new Complaint(message, null)).stream()
        .map(field -> String.join(".", field.steps()))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '$',
      value = {
        "Unknown parameter: 'top_a'. | top_a",
        "Unsupported parameter: 'max_tokens' is not supported with this model."
            + " Use 'max_completion_tokens' instead. | max_tokens",
        "Unsupported value: 'temperature' does not support 0.2 with this model. | temperature",
        "Unknown parameter: 'messages[1].name'. | messages.name",
        "Unrecognized request argument supplied: stream_options | stream_options",
        "Unrecognized request arguments supplied: seed, user. | seed, user",
        "Completions.create() got an unexpected keyword argument 'store' | store",
        "json: unknown field \"logit_bias\" | logit_bias",
        "tools[0].function: unknown field `strict`, expected one of `name` | tools.function.strict",
        "body.messages.0.user.name: Extra inputs are not permitted | messages.user.name",
        "body.a: Extra inputs are not permitted; body.b: Extra inputs are not permitted | a, b",
        "tools.0.custom.strict: Extra inputs are not permitted | tools.custom.strict",
        "[{'type': 'extra_forbidden', 'loc': ('body', 'tools', 0, 'strict'), 'msg': 'x'}]"
            + " | tools.strict",
        "Additional properties are not allowed ('a', 'b' were unexpected) - 'messages' | a, b",
        "'messages.1' : for 'role:assistant' the following must be satisfied"
            + "[('messages.1' : property 'reasoning_content' is unsupported)]"
            + " | messages.reasoning_content",
        "property 'top_k' is unsupported | top_k",
        "Invalid JSON payload received. Unknown name \"seed\" at 'generation_config': Cannot find"
            + " field. | generation_config.seed",
        "Unknown name \"foo\": Cannot find field. | foo",
        "`logprobs` is not supported with this model | logprobs",
        "'service_tier' is not supported | service_tier",
        "logit_bias is not yet supported | logit_bias",
        "This model does not support the parameter top_p. | top_p",
      })
  void aRefusalNamesItsFields(String message, String expected) {
    assertThat(fields(message)).containsExactlyInAnyOrder(expected.split(", "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The user is not allowed to use this model.",
        "Invalid value: 'developer'. Supported values are: 'system' and 'user'.",
        "temperature must be between 0 and 2",
        "You stop is not supported", // a word of plain English, without quotes
        "",
      })
  void aComplaintAboutSomethingElseNamesNone(String message) {
    assertThat(fields(message)).isEmpty();
  }

  @Test
  void theFieldThatIsNamedBesideTheMessageCounts() {
    assertThat(RefusedFields.in(new Complaint("Not here.", "text.verbosity")))
        .containsExactly(new FieldPath(List.of("text", "verbosity")));
  }
}
