package io.cameleer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for the files of all examples. */
class ExampleFilesTest {

  private static final Path EXAMPLES = Path.of("examples");
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)[)#]");

  static List<Path> routes() throws IOException {
    try (Stream<Path> files = Files.walk(EXAMPLES)) {
      return files
          .filter(file -> file.toString().endsWith(".camel.yaml"))
          .filter(file -> !file.toString().contains("target"))
          .sorted()
          .toList();
    }
  }

  static List<Path> readmes() throws IOException {
    try (Stream<Path> files = Files.find(EXAMPLES, 2, (file, is) -> file.endsWith("README.md"))) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("routes")
  void aFileHoldsOneThingNamedLikeItAndSaysWhatItIsFor(Path file) throws IOException {
    JsonNode things = YAML.readTree(file.toFile());
    String name = file.getFileName().toString().replace(".camel.yaml", "");

    assertThat(Files.readString(file)).startsWith("# ");
    assertThat(things).hasSize(1);
    JsonNode thing = things.path(0);
    if (!thing.has("beans")) {
      assertThat(thing.properties().iterator().next().getValue().path("id").asText())
          .isEqualTo(name);
    }
  }

  @ParameterizedTest
  @MethodSource("readmes")
  void whatAReadmeLinksToExists(Path file) throws IOException {
    Matcher links = LINK.matcher(Files.readString(file));
    while (links.find()) {
      assertThat(file.resolveSibling(links.group(1))).exists();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "camel.version, examples/pom.xml",
    "openai-java.version, examples/openai-clients/java/pom.xml"
  })
  void versionsAreThoseOfTheGateway(String property, Path file) throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    Matcher version = Pattern.compile("<" + property + ">(.+)</").matcher(pom);
    assertThat(version.find()).isTrue();
    assertThat(Files.readString(file)).contains(">" + version.group(1) + "<");
  }

  @Test
  void thePythonClientIsTheOneThatIsTested() {
    assertThat(EXAMPLES.resolve("openai-clients/python/requirements.txt"))
        .hasSameTextualContentAs(Path.of("src/test/clients/python/requirements.txt"));
  }
}
