package io.cameleer.provider.repair;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.json.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldPathTest {

  private static final String BODY =
      """
      {"model":"m","seed":1,"name":"x","reasoning":{"effort":"low"},
       "generationConfig":{"topK":5,"seed":7},
       "messages":[{"role":"user","content":"a","name":"x"},
                   {"role":"assistant","content":[{"type":"text","text":"b"}],"name":"y"}],
       "tools":[{"name":"f","strict":true},{"name":"g"}]}
      """;

  private static ObjectNode body() throws JsonProcessingException {
    return (ObjectNode) Json.read(BODY);
  }

  @ParameterizedTest
  @CsvSource({
    "seed, seed, /seed",
    "body.seed, seed, /seed",
    "reasoning.effort, reasoning.effort, /reasoning",
    "generation_config.top_k, generationConfig.topK, /generationConfig/topK",
    "messages[0].name, messages[].name, /messages/0/name",
    "messages.0.name, messages[].name, /messages/1/name",
    "messages.0.user.name, messages[].name, /messages/0/name",
    "tools.0.custom.strict, tools[].strict, /tools/0/strict",
  })
  void aFieldIsTakenOutAndCalledAsTheBodyCallsIt(String path, String name, String gone)
      throws Exception {
    ObjectNode body = body();

    assertThat(FieldPath.parse(path).removeFrom(body)).isEqualTo(name);

    assertThat(body.at(gone).isMissingNode()).isTrue();
    assertThat(body.size()).isGreaterThanOrEqualTo(body().size() - 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "body", "top_p", "user.name", "seed.more", "model.seed", "messages.2.top_p"})
  void aFieldThatIsNotThereChangesNothing(String path) throws Exception {
    ObjectNode body = body();

    assertThat(FieldPath.parse(path).removeFrom(body)).isNull();

    assertThat(body).isEqualTo(body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model",
        "messages",
        "messages[0].role",
        "messages.1.content.0.text",
        "stream",
        "n",
        "tools",
        "tools[0].function.name",
        "tools[0].function.parameters.properties.city",
        "tools.0.custom.input_schema.x",
        "response_format.json_schema.schema",
        "audio.voice",
        "generationConfig.responseMimeType",
        "contents[0].parts[0].functionCall.name",
      })
  void whatTheRequestConsistsOfIsNotLeftOut(String path) {
    assertThat(LeaveOut.isPossible(FieldPath.parse(path))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "temperature",
        "stream_options",
        "messages[0].name",
        "messages.0.user.name",
        "tools[0].function.strict",
        "response_format.json_schema.strict",
        "contents[0].parts[0].functionCall.id",
      })
  void whatQualifiesTheRequestCanBeLeftOut(String path) {
    assertThat(LeaveOut.isPossible(FieldPath.parse(path))).isTrue();
  }
}
