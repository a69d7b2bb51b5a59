package io.cameleer.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The habits of the route files, so that whoever knows one knows them all. */
class RouteLintTest {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final Path ROUTES = Path.of("routes");

  /** By these a host of the library reaches the core. */
  private static final Path HOST_ROUTES = Path.of("src/main/resources/cameleer/host");

  private static final Set<String> DYNAMIC_TARGETS = Set.of("direct:${variable.provider}");

  static Stream<Path> files() throws IOException {
    try (Stream<Path> walk = Files.walk(ROUTES);
        Stream<Path> host = Files.walk(HOST_ROUTES)) {
      return Stream.concat(walk, host)
          .filter(file -> file.toString().endsWith(".camel.yaml"))
          .toList()
          .stream();
    }
  }

  static Stream<Path> edgeRoutes() throws IOException {
    return files().filter(file -> folder(file).equals("edge") && route(file).has("from"));
  }

  static Stream<Path> coreRoutes() throws IOException {
    return files().filter(file -> Set.of("core", "host").contains(folder(file)));
  }

  @ParameterizedTest
  @MethodSource("files")
  void aFileHoldsOneRouteNamedLikeTheFileAndGroupedLikeItsFolder(Path file) throws IOException {
    JsonNode document = YAML.readTree(file.toFile());
    assertThat(document).hasSize(1);
    JsonNode definition = document.get(0).properties().iterator().next().getValue();
    assertThat(file.getFileName()).hasToString(definition.path("id").asText() + ".camel.yaml");
    JsonNode route = route(file);
    if (route.has("from")) {
      assertThat(route.path("group").asText()).isEqualTo(folder(file));
    }
  }

  @ParameterizedTest
  @MethodSource("edgeRoutes")
  void anEdgeRouteStripsHeadersFirstAndNamesTheEdgeErrors(Path file) {
    JsonNode route = route(file);
    assertThat(route.at("/from/steps/0/removeHeaders/pattern").asText()).isEqualTo("*");
    assertThat(route.path("routeConfigurationId").asText()).isEqualTo("edge-errors");
    assertThat(route.at("/from/parameters/exceptionHandler").asText()).isEqualTo("#unsentReplies");
  }

  @ParameterizedTest
  @MethodSource("coreRoutes")
  void aCoreRouteIsEnteredDirectlyAndHandlesNoErrorsItself(Path file) {
    JsonNode route = route(file);
    assertThat(route.at("/from/uri").asText()).startsWith("direct:");
    assertThat(route.at("/errorHandler").has("noErrorHandler")).isTrue();
  }

  static Stream<Path> jobRoutes() throws IOException {
    return files().filter(file -> folder(file).equals("jobs"));
  }

  @ParameterizedTest
  @MethodSource("jobRoutes")
  void aRouteOfJobsStartsOnlyWhereThereAreJobsAndHandlesNoErrorsByItself(Path file) {
    JsonNode route = route(file);
    assertThat(route.path("autoStartup").asText()).isEqualTo("{{cameleer.jobs.enabled}}");
    assertThat(route.at("/errorHandler").has("noErrorHandler")).isTrue();
    assertThat(route.at("/from/uri").asText()).matches("direct:.+|timer:.+|kafka:\\{\\{.+}}");
  }

  @ParameterizedTest
  @MethodSource("jobRoutes")
  void kafkaIsReachedByTheClientsOfJobsAndNeverCommitsByItself(Path file) {
    List<JsonNode> nodes = new ArrayList<>();
    collect(route(file), nodes);
    for (JsonNode node : nodes) {
      if (node.path("uri").asText().startsWith("kafka:")) {
        assertThat(node.at("/parameters/kafkaClientFactory").asText())
            .isIn("#jobClients", "#batchJobClients", "#keptJobClients");
        boolean consumes = node.has("steps");
        assertThat(node.at("/parameters/autoCommitEnable").isBoolean()).isEqualTo(consumes);
        assertThat(node.at("/parameters/autoCommitEnable").asBoolean()).isFalse();
        assertThat(node.at("/parameters/synchronous").asBoolean()).isEqualTo(!consumes);
      }
    }
  }

  /** Whatever becomes of a job, its record is committed, given up or left open on purpose. */
  @ParameterizedTest
  @MethodSource("jobRoutes")
  void aRouteThatReadsAJobAlsoEndsIt(Path file) {
    List<JsonNode> nodes = new ArrayList<>();
    collect(route(file), nodes);
    boolean reads =
        nodes.stream()
            .map(node -> node.at("/process/ref").asText())
            .anyMatch(bean -> bean.equals("readJob") || bean.equals("readBatchJob"));
    JsonNode attempt = route(file).at("/from/steps/1/doTry");
    assertThat(attempt.at("/doFinally/steps/0/process/ref").asText())
        .isEqualTo(reads ? "leaveWindow" : "");
    assertThat(attempt.at("/doCatch/1/exception/0").asText())
        .isEqualTo(reads ? "java.lang.Throwable" : "");
  }

  @ParameterizedTest
  @MethodSource("files")
  void noStepGoesWhereACallerWantsItToAndNoneLogsABody(Path file) {
    List<JsonNode> nodes = new ArrayList<>();
    collect(route(file), nodes);
    for (JsonNode node : nodes) {
      assertThat(node.has("bean"))
          .as("steps are processors: `process` calls them as such, and is what these rules look at")
          .isFalse();
      assertThat(node.has("log"))
          .as("log steps may hold bodies: beans log, with fixed keys")
          .isFalse();
      if (node.has("toD")) {
        assertThat(DYNAMIC_TARGETS).contains(node.at("/toD/uri").asText());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void endpointsAreWrittenAsUriAndParameters(Path file) {
    List<JsonNode> nodes = new ArrayList<>();
    collect(route(file), nodes);
    for (JsonNode node : nodes) {
      if (node.path("uri").isTextual()) {
        assertThat(node.get("uri").asText()).doesNotContain("?");
      }
    }
  }

  private static void collect(JsonNode node, List<JsonNode> into) {
    into.add(node);
    node.forEach(child -> collect(child, into));
  }

  private static String folder(Path file) {
    return file.getParent().getFileName().toString();
  }

  private static JsonNode route(Path file) {
    try {
      JsonNode definition =
          YAML.readTree(file.toFile()).get(0).properties().iterator().next().getValue();
      return definition.has("route") ? definition.get("route") : definition;
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }
}
