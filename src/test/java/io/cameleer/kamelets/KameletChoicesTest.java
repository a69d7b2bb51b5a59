package io.cameleer.kamelets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A parameter that is a choice takes nothing else, and says so when its route starts. */
class KameletChoicesTest {

  static Stream<Arguments> choices() throws IOException {
    List<Arguments> all = new ArrayList<>();
    KameletLintTest.kamelets()
        .map(KameletLintTest::read)
        .forEach(kamelet ->
            KameletLintTest.choices(kamelet)
                .forEach((parameter, choices) ->
                    all.add(Arguments.of(name(kamelet), parameter, choices, kamelet))));
    return all.stream();
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("choices")
  void aWrongChoiceStopsTheRouteFromStarting(
      String name, String parameter, List<String> choices, JsonNode kamelet, @TempDir Path folder) {
    // Camel itself refuses what it has no word for, where a kamelet begins at the broker.
    String wrong = parameter.equals("saslAuthType") ? "KERBEROS" : "sideways";

    assertRefused(folder, kamelet, parameter, wrong, choices);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "TEXT", "text,reply", "text reply"})
  void nearlyRightIsWrong(String output, @TempDir Path folder) {
    JsonNode kamelet = KameletLintTest.read(Path.of("kamelets/llm-chat-action.kamelet.yaml"));

    assertRefused(folder, kamelet, "output", output, List.of("text", "reply"));
  }

  /** Camel evaluates what it evaluates when a route starts as if for its first context. */
  @Test
  void aRightChoiceIsTakenAlsoAfterAnotherApplicationHasEnded(@TempDir Path folder) {
    JsonNode kamelet = KameletLintTest.read(Path.of("kamelets/llm-chat-action.kamelet.yaml"));
    String routes = use(kamelet, Map.of("output", "reply"));
    CamelApplication.start(folder, routes, Map.of()).close();

    try (CamelApplication next = CamelApplication.start(folder, routes, Map.of())) {
      assertThat(next.context().isStarted()).isTrue();
    }
  }

  private static void assertRefused(
      Path folder, JsonNode kamelet, String parameter, String value, List<String> choices) {
    String routes = use(kamelet, Map.of(parameter, value));

    assertThatThrownBy(() -> CamelApplication.start(folder, routes, Map.of()).close())
        .hasRootCauseInstanceOf(IllegalArgumentException.class)
        .hasRootCauseMessage(
            "The parameter %s is %s, but must be one of %s."
                .formatted(parameter, value, String.join(", ", choices)));
  }

  /** A route that uses a kamelet with what it requires, and with these parameters. */
  private static String use(JsonNode kamelet, Map<String, Object> parameters) {
    Map<String, Object> all = new LinkedHashMap<>();
    for (JsonNode required : kamelet.at("/spec/definition/required")) {
      JsonNode parameter = kamelet.at(KameletLintTest.PROPERTIES).path(required.asText());
      all.put(required.asText(), parameter.path("example").asText("any"));
    }
    all.putAll(parameters);
    return name(kamelet).endsWith("-source")
        ? source(name(kamelet), all)
        : CamelApplication.route("use", name(kamelet), all);
  }

  private static String source(String name, Map<String, Object> parameters) {
    StringBuilder yaml = new StringBuilder("- from:\n    uri: kamelet:");
    yaml.append(name).append("\n    parameters:\n");
    parameters.forEach((key, value) ->
        yaml.append("      ").append(key).append(": '").append(value).append("'\n"));
    return yaml.append("    steps:\n      - to: log:received\n").toString();
  }

  private static String name(JsonNode kamelet) {
    return kamelet.at("/metadata/name").asText();
  }
}
