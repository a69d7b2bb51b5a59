package io.cameleer.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A route file that is edited while the gateway runs is in force soon, and no call notices; a
 * broken one changes nothing.
 */
class LiveRoutesTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HELLO =
      "{\"model\":\"a/m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
  private static final String CHAT = "/v1/chat/completions";

  @TempDir private Path directory;
  @TempDir private Path kamelets;
  private final NamedUpstream upstream = new NamedUpstream("one");
  private Gateway gateway;

  @BeforeEach
  void start() throws Exception {
    copy(Path.of("routes"), directory);
    gateway =
        Gateway.start(
            Map.of(
                "cameleer.routes",
                directory.toString(),
                "camel.component.kamelet.location",
                "file:" + kamelets,
                "cameleer.providers.a.base-url",
                upstream.url()));
  }

  @AfterEach
  void stop() {
    gateway.close();
    upstream.close();
  }

  private Path file(String name) {
    return directory.resolve(name + ".camel.yaml");
  }

  private void edit(String name, String text, String by) throws IOException {
    String before = Files.readString(file(name));
    assertThat(before).contains(text);
    Files.writeString(file(name), before.replace(text, by));
  }

  private JsonNode ready() throws Exception {
    HttpResponse<byte[]> ready = gateway.get("/health/ready");
    assertThat(ready.statusCode()).isEqualTo(200);
    return JSON.readTree(ready.body());
  }

  private static ConditionFactory soon() {
    return await().pollInterval(Duration.ofMillis(50)).atMost(Duration.ofSeconds(10));
  }

  private List<String> routes() {
    return gateway.context().getBean(CamelContext.class).getRoutes().stream()
        .map(Route::getRouteId)
        .toList();
  }

  @Test
  void anEditedRouteIsInForceWithinTwoSeconds() throws Exception {
    assertThat(gateway.get("/health/live").statusCode()).isEqualTo(200);

    edit("edge/health-live", "/health/live", "/health/alive");

    await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofSeconds(2))
        .until(() -> gateway.get("/health/alive").statusCode() == 200);
    assertThat(gateway.get("/health/live").statusCode()).isEqualTo(404);
  }

  @Test
  void aKameletOfTheOperatorsOwnBecomesAStep() throws Exception {
    Files.writeString(
        kamelets.resolve("greet-action.kamelet.yaml"),
        """
        apiVersion: camel.apache.org/v1
        kind: Kamelet
        metadata:
          name: greet-action
        spec:
          definition:
            title: Greet
          template:
            from:
              uri: kamelet:source
              steps:
                - setBody:
                    constant: "from a kamelet"
        """);

    edit(
        "edge/health-live",
        "ref: reportLive",
        "ref: reportLive\n        - to: kamelet:greet-action");

    soon()
        .until(() ->
            new String(gateway.get("/health/live").body(), StandardCharsets.UTF_8)
                .equals("\"from a kamelet\""));
  }

  @Test
  void anEditOfARouteThatIsSwitchedOffDoesNotStartIt() throws Exception {
    edit("jobs/jobs", "description: Jobs", "description: All jobs");
    edit("edge/health-live", "/health/live", "/health/alive");

    soon().until(() -> gateway.get("/health/alive").statusCode() == 200);
    assertThat(ready().path("status").asText()).isEqualTo("ready");
    assertThat(routes()).contains("health-live.2").doesNotContain("jobs.2");
    assertThat(
            gateway
                .context()
                .getBean(CamelContext.class)
                .getRouteController()
                .getRouteStatus("jobs")
                .isStarted())
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"edge/chat-completions", "core/chat", "core/call", "core/provider"})
  void callsDontNoticeAnEdit(String name) throws Exception {
    AtomicBoolean edited = new AtomicBoolean();
    try (RawCall stream =
        RawCall.chat(gateway.url(), HELLO.replaceFirst("\\{", "{\"stream\":true,"))) {
      assertThat(stream.nextLine()).contains("one");
      CompletableFuture<Integer> others =
          CompletableFuture.supplyAsync(() -> callsThatFailedUntil(edited));
      List<String> before = routes();

      Files.writeString(file(name), Files.readString(file(name)) + "\n# edited\n");

      soon().until(() -> !routes().equals(before));
      edited.set(true);
      assertThat(others.get()).isZero();
      assertThat(gateway.post(CHAT, HELLO).statusCode()).isEqualTo(200);
      upstream.endStreams();
      assertThat(stream.remainingLines()).last().isEqualTo("data: [DONE]");
    }
    String id = name.substring(name.indexOf('/') + 1).replace("provider", "provider-a");
    soon().until(() -> routes().contains(id + ".2") && !routes().contains(id));
    assertThat(gateway.post(CHAT, HELLO).statusCode()).isEqualTo(200);
  }

  private int callsThatFailedUntil(AtomicBoolean over) {
    int failed = 0;
    try {
      while (!over.get()) {
        failed += gateway.post(CHAT, HELLO).statusCode() == 200 ? 0 : 1;
      }
    } catch (Exception broken) {
      throw new AssertionError(broken);
    }
    return failed;
  }

  @Test
  void anEditOfTheTemplateChangesTheRoutesMadeOfIt() throws Exception {
    edit("core/provider", "steps:\n          - ", "steps:\n          - stop: {}\n          - ");

    soon().until(() -> gateway.post(CHAT, HELLO).statusCode() != 200);
    int asked = upstream.scripted().requests().size();
    gateway.post(CHAT, HELLO);
    assertThat(upstream.scripted().requests()).hasSize(asked);

    edit("core/provider", "          - stop: {}\n", "");

    soon().until(() -> gateway.post(CHAT, HELLO).statusCode() == 200);
  }

  @Test
  void anEditOfARouteConfigurationChangesTheRoutesThatNameIt() throws Exception {
    assertThat(gateway.post(CHAT, "{}").statusCode()).isEqualTo(400);

    edit(
        "edge/edge-errors",
        "            - process:\n                ref: errorReply\n",
        """
                    - process:
                        ref: errorReply
                    - setHeader:
                        name: CamelHttpResponseCode
                        constant: "418"
        """);

    soon().until(() -> gateway.post(CHAT, "{}").statusCode() == 418);
  }

  @Test
  void aRouteCanBeAddedAndTakenAway() throws Exception {
    String ping =
        Files.readString(file("edge/health-live"))
            .replace("health-live", "ping")
            .replace("/health/live", "/ping");
    Files.writeString(file("edge/ping"), ping);

    soon().until(() -> gateway.get("/ping").statusCode() == 200);

    Files.delete(file("edge/ping"));

    soon().until(() -> gateway.get("/ping").statusCode() == 404);
    assertThat(ready().path("status").asText()).isEqualTo("ready");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          edge/health-live | from:               | from: [broken      | some | while parsing
          core/call        | direct:plan         | direct:plam        | its  | no route begins there
          core/call        | settleCall          | settleCal          | its  | no bean is called settleCal
          core/call        | - loop:             | - lop:             | its  | Unknown node id: lop
          core/provider    | translateRequest    | translateReq       | its  | no bean is called translateReq
          core/provider    | slidingWindowSize   | slidingWindowSiz   | its  | Unsupported field
          edge/health-live | edge-errors         | edge-error         | its  | no route configuration
          edge/health-live | httpMethodRestrict  | httpMethodRestrikt | no   | httpMethodRestrikt
          edge/edge-errors | java.lang.Throwable | java.lang.Throwabl | its  | no class is called
          """)
  void aBrokenEditChangesNothingAndIsReportedUntilItIsMended(
      String name, String text, String by, String line, String reason) throws Exception {
    String before = Files.readString(file(name));
    edit(name, text, by);

    soon().until(() -> ready().path("status").asText().equals("degraded"));

    JsonNode problem = ready().at("/problems/0");
    assertThat(problem.path("file").asText()).isEqualTo(file(name).toString());
    assertThat(problem.path("reason").asText()).contains(reason);
    switch (line) {
      case "its" -> assertThat(problem.path("line").asInt()).isEqualTo(lineOf(name, by));
      case "some" -> assertThat(problem.path("line").asInt()).isPositive();
      default -> assertThat(problem.path("line").isNull()).isTrue();
    }
    assertThat(gateway.post(CHAT, HELLO).statusCode()).isEqualTo(200);
    assertThat(gateway.get("/health/live").statusCode()).isEqualTo(200);

    Files.writeString(file(name), before);

    soon().until(() -> ready().path("status").asText().equals("ready"));
    assertThat(gateway.post(CHAT, HELLO).statusCode()).isEqualTo(200);
    assertThat(gateway.get("/health/live").statusCode()).isEqualTo(200);
  }

  private int lineOf(String name, String text) throws IOException {
    return Files.readAllLines(file(name)).stream()
            .takeWhile(line -> !line.contains(text))
            .toList()
            .size()
        + 1;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          core/call        | it calls direct:call, but no route begins there
          core/provider    | the route template provider is gone
          edge/edge-errors | no route configuration has the id edge-errors
          """)
  void aFileThatOthersNeedCantBeTakenAway(String name, String reason) throws Exception {
    Files.delete(file(name));

    soon().until(() -> ready().path("status").asText().equals("degraded"));
    assertThat(ready().at("/problems/0/reason").asText()).isEqualTo(reason);
    assertThat(gateway.post(CHAT, HELLO).statusCode()).isEqualTo(200);
  }

  @Test
  void asLongAsOneFileIsFaultyAllStayAsTheyWere() throws Exception {
    edit("core/call", "settleCall", "settleCal");
    soon().until(() -> ready().path("status").asText().equals("degraded"));
    edit("edge/health-live", "/health/live", "/health/alive");
    edit("core/call", "settleCal", "settleCall");

    soon().until(() -> gateway.get("/health/alive").statusCode() == 200);
    assertThat(ready().path("status").asText()).isEqualTo("ready");
  }

  @Test
  void whatHasBegunOfAChangeThatFailsHalfwayIsTakenBack() throws Exception {
    String call = Files.readString(file("core/call"));
    edit("edge/health-live", "/health/live", "/health/{a}/{a}");
    Files.writeString(file("core/call"), call + "\n# edited\n");

    soon().until(() -> ready().path("status").asText().equals("degraded"));

    assertThat(ready().at("/problems/0/reason").asText()).contains("more than once");
    assertThat(gateway.post(CHAT, HELLO).statusCode()).isEqualTo(200);
    assertThat(gateway.get("/health/live").statusCode()).isEqualTo(200);
    soon().until(() -> routes().contains("call") && !routes().contains("call.2"));
    assertThat(gateway.post(CHAT, HELLO).statusCode()).isEqualTo(200);

    edit("edge/health-live", "/health/{a}/{a}", "/health/alive");

    soon().until(() -> gateway.get("/health/alive").statusCode() == 200);
    assertThat(gateway.post(CHAT, HELLO).statusCode()).isEqualTo(200);
    soon().until(() -> routes().contains("call.3") && !routes().contains("call"));
    assertThat(gateway.post(CHAT, HELLO).statusCode()).isEqualTo(200);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }
}
