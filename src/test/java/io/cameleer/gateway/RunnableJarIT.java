package io.cameleer.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runnable jar as the build has made it, in a folder with nothing else. */
class RunnableJarIT {

  private static final Path JAR = Path.of("target", "cameleer.jar");

  /** Free ports, and no Kafka, which would double the start; docs/run has it start from the jar. */
  private static final Map<String, String> PROPERTIES =
      Map.of("cameleer.server.port", "0", "server.port", "0", "cameleer.jobs.enabled", "false");

  private static final String HELLO =
      """
      {"model": "default", "messages": [{"role": "user", "content": "Hello, camel!"}]}
      """;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void allThatItNeedsIsInsideAndNothingButItsDataStays(
      @TempDir Path folder, @TempDir Path temporary) throws Exception {
    Path jar = Files.copy(JAR, folder.resolve("cameleer.jar"));
    try (GatewayProcess gateway = GatewayProcess.start(jar, temporary, PROPERTIES)) {
      HttpResponse<String> answer = ask(gateway);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("x-cameleer-provider")).hasValue("sandbox");
      assertThat(answer.body()).contains("Hello, camel!");

      HttpResponse<String> repeated = ask(gateway);
      assertThat(repeated.headers().firstValue("idempotent-replayed"))
          .as("there is a database to look it up in")
          .hasValue("true");
      assertThat(repeated.body()).isEqualTo(answer.body());

      gateway.terminate();
      assertThat(gateway.exitCode()).isZero();
    }
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(jar, folder.resolve("data"));
    }
    assertThat(temporary).as("temporary files").isEmptyDirectory();
  }

  private HttpResponse<String> ask(GatewayProcess gateway) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(gateway.url() + "/v1/chat/completions"))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "greeting")
            .POST(BodyPublishers.ofString(HELLO))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }
}
