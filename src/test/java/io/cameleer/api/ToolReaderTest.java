package io.cameleer.api;

import static io.cameleer.api.Requests.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.cameleer.chat.Tool;
import io.cameleer.chat.ToolChoice;
import io.cameleer.chat.Tooling;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

class ToolReaderTest {

  private static final Map<String, Object> NOTHING = Map.of();

  static final List<Arguments> CHOICES =
      List.of(
          Arguments.of("\"none\"", new ToolChoice.None()),
          Arguments.of("\"auto\"", new ToolChoice.Auto()),
          Arguments.of("\"required\"", new ToolChoice.Required()),
          Arguments.of(
              "{\"type\":\"function\",\"function\":{\"name\":\"f\"}}",
              new ToolChoice.Function("f")),
          Arguments.of(
              "{\"type\":\"custom\",\"custom\":{\"name\":\"c\"}}", new ToolChoice.Custom("c")),
          Arguments.of(
              """
              {"type":"allowed_tools","allowed_tools":{"mode":"auto","tools":[
                {"type":"function","function":{"name":"f"}},{"type":"custom","custom":{"name":"c"}}]}}
              """,
              new ToolChoice.Allowed(false, List.of("f", "c"))),
          Arguments.of(
              """
              {"type":"allowed_tools","allowed_tools":{"mode":"required","tools":[
                {"type":"function","function":{"name":"f"}}]}}
              """,
              new ToolChoice.Allowed(true, List.of("f"))));

  static final List<Arguments> LEGACY_CHOICES =
      List.of(
          Arguments.of("\"none\"", new ToolChoice.None()),
          Arguments.of("\"auto\"", new ToolChoice.Auto()),
          Arguments.of("{\"name\":\"f\"}", new ToolChoice.Function("f")),
          Arguments.of("null", null));

  @Test
  void toolsAreRead() {
    Tooling tooling =
        with("""
        "parallel_tool_calls":false,"tools":[
          {"type":"function","function":{"name":"f","description":"d","strict":true,
            "parameters":{"type":"object","properties":{}}}},
          {"type":"function","function":{"name":"g"}},
          {"function":{"name":"h","parameters":null}},
          {"type":"custom","custom":{"name":"c","description":"d","format":{"type":"text"}}},
          {"type":"web_search","filters":{"country":"IT"}}]
        """)
            .tooling();

    assertThat(tooling.tools())
        .containsExactly(
            new Tool.Function(
                "f", "d", Map.of("type", "object", "properties", Map.of()), true, NOTHING),
            new Tool.Function("g", null, null, null, NOTHING),
            new Tool.Function("h", null, null, null, NOTHING),
            new Tool.Custom("c", "d", Map.of("type", "text"), NOTHING),
            new Tool.Other("web_search", Map.of("filters", Map.of("country", "IT"))));
    assertThat(tooling.parallel()).isFalse();
    assertThat(tooling.choice()).isNull();
    assertThat(tooling.legacyFunctions()).isFalse();
  }

  @Test
  void unknownFieldsOfToolsSurviveEachBelowItsObject() {
    List<Tool> tools =
        with("""
        "tools":[{"type":"function","cache_control":{"type":"ephemeral"},"function":{"name":"f","x":1}},
                 {"type":"custom","custom":{"name":"c","y":2}}]
        """)
            .tooling()
            .tools();

    assertThat(tools)
        .extracting(Tool::extras)
        .containsExactly(
            Map.of("cache_control", Map.of("type", "ephemeral"), "function", Map.of("x", 1)),
            Map.of("custom", Map.of("y", 2)));
  }

  @ParameterizedTest
  @FieldSource("CHOICES")
  void everyChoiceIsRead(String json, ToolChoice choice) {
    assertThat(with("\"tool_choice\":" + json).tooling().choice()).isEqualTo(choice);
  }

  @Test
  void unknownFieldsOfTheChoiceAreTheRequests() {
    assertThat(
            with("\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"f\",\"x\":1}}")
                .extras())
        .isEqualTo(Map.of("tool_choice", Map.of("function", Map.of("x", 1))));
  }

  @ParameterizedTest
  @FieldSource("LEGACY_CHOICES")
  void deprecatedFunctionsBecomeToolsOfWhichOneMayBeCalledAtATime(String json, ToolChoice choice) {
    Tooling tooling =
        with("\"functions\":[{\"name\":\"f\",\"description\":\"d\",\"parameters\":{},\"x\":1}],\"function_call\":"
                + json)
            .tooling();

    assertThat(tooling)
        .isEqualTo(
            new Tooling(
                List.of(
                    new Tool.Function(
                        "f", "d", Map.of(), null, Map.of("function", Map.of("x", 1)))),
                choice,
                false,
                true));
  }

  @Test
  void aDeprecatedChoiceWithoutFunctionsIsNoChoice() {
    assertThat(with("\"function_call\":\"auto\"").tooling()).isEqualTo(Tooling.NONE);
  }
}
