package io.cameleer.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A route file that is edited while the gateway runs is in force soon; a broken one changes
 * nothing.
 */
class LiveRoutesTest {

  @TempDir Path directory;

  @Test
  void anEditedRouteIsInForceAndABrokenOneIsNot() throws Exception {
    copy(Path.of("routes"), directory);
    Path health = directory.resolve("edge/health-live.camel.yaml");
    String original = Files.readString(health);
    Map<String, String> properties =
        Map.of(
            "camel.main.routes-include-pattern",
            "file:" + directory + "/**/*.camel.yaml",
            "camel.main.routes-reload-directory",
            directory.toString());
    try (Gateway gateway = Gateway.start(properties)) {
      assertThat(gateway.get("/health/live").statusCode()).isEqualTo(200);

      Files.writeString(health, original.replace("/health/live", "/health/alive"));
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> gateway.get("/health/alive").statusCode() == 200);

      Files.writeString(health, "- route: {id: health-live, from: [broken");
      await()
          .during(Duration.ofSeconds(4))
          .atMost(Duration.ofSeconds(20))
          .until(() -> gateway.get("/health/alive").statusCode() == 200);
    }
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
