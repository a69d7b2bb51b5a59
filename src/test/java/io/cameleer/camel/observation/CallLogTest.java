package io.cameleer.camel.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cameleer.gateway.Gateway;
import io.cameleer.gateway.ScriptedUpstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The line that each call leaves in the log, for machines and for people. */
class CallLogTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  private List<String> linesOf(Map<String, String> logging) throws Exception {
    Path file = folder.resolve("gateway.log");
    try (ScriptedUpstream upstream = new ScriptedUpstream(Chats::answer);
        OtlpReceiver collector = new OtlpReceiver()) {
      Map<String, String> properties = Chats.properties(upstream);
      properties.put("logging.file.name", file.toString());
      properties.put("otel.exporter.otlp.endpoint", collector.url());
      properties.putAll(logging);
      try (Gateway gateway = Gateway.start(properties)) {
        Chats.ask(
            gateway,
            "falls-over",
            false,
            Chats.key("x-request-id", "logged-1", "x-cameleer-tag", "coding"));
        Chats.ask(gateway, "openai/gpt-6-luna", false, Chats.key("x-request-id", "logged-2"));
        await().until(() -> calls(file).size() == 2);
      }
    }
    List<String> lines = Files.readAllLines(file);
    assertThat(String.join("\n", lines)).doesNotContain(Chats.PROMPT, Chats.ANSWER, "key-of-");
    return lines;
  }

  private static List<String> calls(Path file) throws IOException {
    return Files.readAllLines(file).stream().filter(line -> line.contains("logged-")).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ecs", "logstash"})
  void asJsonItHasAllOfTheCallAsFields(String format) throws Exception {
    List<String> lines = linesOf(Map.of("logging.structured.format.file", format));

    for (String line : lines) {
      assertThat(JSON.readTree(line).isObject()).isTrue();
    }
    JsonNode answered = line(lines, "logged-1");
    assertThat(answered.path("caller").asText()).isEqualTo("team-a");
    assertThat(answered.path("alias").asText()).isEqualTo("falls-over");
    assertThat(answered.path("tag").asText()).isEqualTo("coding");
    assertThat(answered.path("provider").asText()).isEqualTo("deepseek");
    assertThat(answered.path("model").asText()).isEqualTo("deepseek-flash");
    assertThat(answered.path("attempts").asText())
        .isEqualTo("openai/gpt-6-luna:503, deepseek/deepseek-flash:ok");
    assertThat(answered.path("outcome").asText()).isEqualTo("ok");
    assertThat(answered.path("status").intValue()).isEqualTo(200);
    assertThat(answered.path("stream").isBoolean()).isTrue();
    assertThat(answered.path("ms").isIntegralNumber()).isTrue();
    assertThat(answered.path("overheadMs").isNumber()).isTrue();
    assertThat(answered.path("promptTokens").intValue()).isEqualTo(3);
    assertThat(answered.path("completionTokens").intValue()).isEqualTo(2);
    assertThat(answered.path("costUsd").doubleValue()).isEqualTo(3.3e-6);
    String trace =
        format.equals("ecs")
            ? answered.at("/trace/id").asText()
            : answered.path("trace.id").asText();
    assertThat(trace).matches("[0-9a-f]{32}");

    JsonNode failed = line(lines, "logged-2");
    assertThat(failed.path("status").intValue()).isEqualTo(503);
    assertThat(failed.has("costUsd")).isFalse();
    assertThat(failed.has("tag")).isFalse();
  }

  private static JsonNode line(List<String> lines, String requestId) throws IOException {
    for (String line : lines) {
      JsonNode fields = JSON.readTree(line);
      if (requestId.equals(fields.path("requestId").asText())) {
        return fields;
      }
    }
    throw new AssertionError("no line of " + requestId);
  }

  @Test
  void asTextItReads() throws Exception {
    List<String> lines =
        linesOf(Map.of("logging.pattern.file", "%-5level %logger{20} : %msg %kvp%n"));

    assertThat(lines)
        .filteredOn(line -> line.contains("logged-1"))
        .singleElement()
        .asString()
        .startsWith("INFO  io.cameleer.call : call requestId=\"logged-1\" caller=\"team-a\"")
        .contains("costUsd=\"0.0000033\"");
  }
}
