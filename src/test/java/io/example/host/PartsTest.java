package io.example.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cameleer.camel.embedded.EmbeddedCameleer;
import io.cameleer.camel.jobs.kafka.JobCluster;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The parts of Cameleer that a host may switch on and off. */
class PartsTest {

  @Test
  void allOfItCanBeSwitchedOff() {
    try (Host host = Host.start(PlainHost.class, Map.of("cameleer.enabled", "false"))) {
      assertThat(host.context().getBeansOfType(EmbeddedCameleer.class)).isEmpty();
      assertThat(host.context().getBean(CamelContext.class).getRoutes())
          .extracting(Route::getGroup)
          .doesNotContain("cameleer");
    }
  }

  @Test
  void theSandboxAndTheEdgeCanBeSwitchedOn() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Map<String, Object> properties =
        Map.of(
            "cameleer.sandbox.enabled", "on",
            "cameleer.edge.enabled", "true",
            "cameleer.server.port", Integer.toString(port));
    try (Host host = Host.start(PlainHost.class, properties);
        HttpClient client = HttpClient.newHttpClient()) {
      assertThat(host.send("direct:chat", "Hello, camel!").getMessage().getBody(String.class))
          .contains("Hello, camel!");
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/models")).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("sandbox/echo");
    }
  }

  @Test
  void jobsOfTheHostsKafkaAreCarriedOutInIt(@TempDir Path folder) {
    try (JobCluster cluster = new JobCluster(folder.resolve("kafka"))) {
      Map<String, Object> properties = new HashMap<>(cluster.properties(folder.resolve("data")));
      properties.put("cameleer.sandbox.enabled", "on");
      try (Host host = Host.start(PlainHost.class, properties)) {
        cluster.send(
            List.of(
                JobCluster.job(
                    "greeting-1",
                    """
                    {"model": "sandbox/echo", "messages": [{"role": "user", "content": "Hello!"}]}
                    """)));
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> cluster.keys(JobCluster.RESULTS), List.of("greeting-1")::equals);
        assertThat(JobCluster.text(cluster.read(JobCluster.RESULTS).getFirst().value()))
            .contains("heard: Hello!");
        assertThat(host.send("direct:chat", "And you?").getMessage().getBody(String.class))
            .contains("And you?");
      }
    }
  }

  @Test
  void aFileOfTheHostMayHoldTheConfiguration(@TempDir Path folder) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("llm.yaml"),
            """
            cameleer:
              sandbox: {enabled: on}
              aliases:
                - {name: default, candidates: [sandbox/echo]}
            """);
    try (Host host = Host.start(PlainHost.class, Map.of("cameleer.config", file.toString()))) {
      assertThat(host.send("direct:chat", "hi").getException())
          .as("the library's own default, the sandbox off, ranks above a file")
          .isNull();
    }
  }
}
