package io.cameleer.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.cameleer.documentation.MarkdownExamples.Example;
import io.cameleer.gateway.Gateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The examples of docs/routing.md, run on a gateway with the configuration that stands there. A
 * result in the document may leave out what does not matter: every field that it shows must be so.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoutingDocumentTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final MarkdownExamples document = read();
  private Gateway gateway;

  private static MarkdownExamples read() {
    try {
      return MarkdownExamples.of(Path.of("docs/routing.md"));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("cameleer.yaml");
    JsonNode shipped = new YAMLMapper().readTree(Path.of("config/cameleer.yaml").toFile());
    List<JsonNode> parts = new ArrayList<>();
    parts.add(
        JSON.createObjectNode()
            .set(
                "cameleer",
                JSON.createObjectNode().set("aliases", shipped.at("/cameleer/aliases"))));
    for (String yaml : document.texts("yaml")) {
      parts.add(new YAMLMapper().readTree(yaml));
    }
    Files.writeString(file, new YAMLMapper().writeValueAsString(MergedConfiguration.of(parts)));
    Files.copy(Path.of("config/models.yaml"), folder.resolve("models.yaml"));
    gateway =
        Gateway.start(Map.of("cameleer.config", file.toString(), "cameleer.retries.count", "1"));
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  Stream<Example> examples() {
    return document.commands().stream();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theExampleGivesWhatTheDocumentSays(Example example) throws Exception {
    String address = gateway.url();
    HttpResponse<String> answer =
        gateway
            .client()
            .send(
                CurlCommand.request(example.command().text(), address),
                HttpResponse.BodyHandlers.ofString());
    switch (example.result().language()) {
      case "json" ->
          assertContains(JSON.readTree(answer.body()), JSON.readTree(example.result().text()), "");
      case "http" -> assertHeaders(answer, example.result().text());
      default -> throw new IllegalArgumentException("no result below: " + example);
    }
  }

  private static void assertHeaders(HttpResponse<String> answer, String expected) {
    for (String line : expected.lines().toList()) {
      if (line.startsWith("HTTP/")) {
        assertThat("HTTP/1.1 " + answer.statusCode()).as(answer.body()).isEqualTo(line);
      } else {
        String[] header = line.split(": ", 2);
        assertThat(answer.headers().firstValue(header[0])).as(header[0]).hasValue(header[1]);
      }
    }
  }

  /** Lists match from their beginnings, except that an empty one must be empty. */
  private static void assertContains(JsonNode actual, JsonNode expected, String path) {
    if (expected.isObject()) {
      expected
          .properties()
          .forEach(field ->
              assertContains(
                  actual.path(field.getKey()), field.getValue(), path + "/" + field.getKey()));
    } else if (expected.isArray()) {
      if (expected.isEmpty()) {
        assertThat(actual).as(path).isEmpty();
      }
      for (int i = 0; i < expected.size(); i++) {
        assertContains(actual.path(i), expected.get(i), path + "/" + i);
      }
    } else {
      assertThat(actual).as(path + " of " + actual).isEqualTo(expected);
    }
  }
}
