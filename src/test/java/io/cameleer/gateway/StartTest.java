package io.cameleer.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.PortInUseException;

/** How the gateway starts: where it listens, with nothing configured, and when it refuses to. */
class StartTest {

  @Test
  void itListensOnThePortItIsTold() throws Exception {
    int port = freePort();
    try (Gateway gateway = Gateway.start(Map.of("cameleer.server.port", Integer.toString(port)))) {
      assertThat(gateway.url()).endsWith(":" + port);
      assertThat(gateway.get("/health/ready").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void withNothingConfiguredTheShippedAliasesLeadToTheSandbox() throws Exception {
    try (Gateway gateway = Gateway.start(Map.of("cameleer.config", "config/cameleer.yaml"))) {
      for (String model : new String[] {"default", "fast", "smart", "cheap"}) {
        HttpResponse<byte[]> answer =
            gateway.post(
                "/v1/chat/completions",
                "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello, camel!\"}]}"
                    .formatted(model));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-cameleer-provider")).hasValue("sandbox");
        assertThat(new String(answer.body(), StandardCharsets.UTF_8))
            .contains("Hello, camel!")
            .containsIgnoringCase("sandbox");
      }
      HttpResponse<byte[]> embedding =
          gateway.post("/v1/embeddings", "{\"model\":\"embedding\",\"input\":\"camel\"}");
      assertThat(embedding.statusCode()).isEqualTo(200);
    }
  }

  @Test
  void theRoutesInsideTheJarServeAsTheOnesOnDiskDo() throws Exception {
    try (Gateway gateway =
        Gateway.start(
            Map.of(
                "camel.main.routes-include-pattern",
                "classpath:cameleer/routes/core/*.camel.yaml,classpath:cameleer/routes/edge/*.camel.yaml"))) {
      assertThat(gateway.get("/health/live").statusCode()).isEqualTo(200);
      assertThat(new String(gateway.get("/v1/models").body(), StandardCharsets.UTF_8))
          .contains("\"list\"")
          .contains("sandbox/echo");
      assertThat(new String(gateway.get("/v1/models/sandbox/echo").body(), StandardCharsets.UTF_8))
          .contains("\"id\":\"sandbox/echo\"");
      assertThat(
              gateway
                  .post(
                      "/v1/chat/completions",
                      "{\"model\":\"sandbox/echo\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}")
                  .statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void aModelWhoseProviderHasNoKeyIsRefusedNamingTheVariable() throws Exception {
    try (Gateway gateway = Gateway.start(Map.of())) {
      HttpResponse<byte[]> answer =
          gateway.post(
              "/v1/chat/completions",
              "{\"model\":\"claude-sonnet-5-5\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("ANTHROPIC_API_KEY");
    }
  }

  @Test
  void withoutEdgeAndJobsThereIsTheCoreAlone() {
    try (Gateway gateway = Gateway.start(Map.of("cameleer.edge.enabled", "false"))) {
      assertThat(gateway.context().getBeansOfType(VertxPlatformHttpServer.class)).isEmpty();
      assertThat(gateway.context().getBean(CamelContext.class).getRoutes())
          .extracting(Route::getGroup)
          .containsOnly("core");
    }
  }

  @Test
  void aTakenPortIsSaidPlainly() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = Integer.toString(taken.getLocalPort());
      assertThatThrownBy(() -> Gateway.start(Map.of("cameleer.server.port", port)))
          .hasMessageContaining("Cannot listen on 127.0.0.1:" + port)
          .hasMessageContaining("CAMELEER_SERVER_PORT");
    }
  }

  @Test
  void aTakenManagementPortIsToo() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> Gateway.start(Map.of("server.port", Integer.toString(port))))
          .cause()
          .isInstanceOfSatisfying(
              PortInUseException.class, refused -> assertThat(refused.getPort()).isEqualTo(port));
    }
  }

  @Test
  void anAddressThatOthersCanReachIsRefusedWithoutKeys() {
    assertThatThrownBy(() -> Gateway.start(Map.of("cameleer.server.address", "0.0.0.0")))
        .hasStackTraceContaining("cameleer.server.address")
        .hasStackTraceContaining("api-keys");
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
