package io.cameleer.camel.jobs;

import static io.cameleer.camel.jobs.JobRecords.body;
import static io.cameleer.camel.jobs.kafka.JobCluster.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cameleer.camel.jobs.kafka.JobCluster;
import io.cameleer.gateway.Gateway;
import io.cameleer.gateway.GatewayProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Gateways that come, leave and are killed while jobs are under way. */
@Timeout(120)
class JobInstancesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int JOBS = 500;
  private static final int WINDOW = 16;

  @TempDir private Path folder;
  private JobCluster cluster;
  private JobProvider provider;

  @BeforeEach
  void start() {
    cluster = new JobCluster(folder.resolve("kafka"));
    provider = new JobProvider();
    provider.takes(Duration.ofMillis(50));
    cluster.send(names().stream().map(name -> job(name, body(name))).toList());
  }

  @AfterEach
  void stop() {
    provider.close();
    cluster.close();
  }

  private static List<String> names() {
    return IntStream.range(0, JOBS).mapToObj(number -> "job-" + number).toList();
  }

  @Test
  void afterAKillEveryJobHasOneResultAndFewAreCalledTwice() throws Exception {
    Process gateway = process("a");
    try {
      awaitResults(100);
    } finally {
      gateway.destroyForcibly().waitFor();
    }
    try (Gateway next = Gateway.start(properties("a"))) {
      awaitResults(JOBS);
      assertThat(next.get("/health/ready").statusCode()).isEqualTo(200);
    }
    assertOneResultEach();
    assertThat(provider.prompts()).hasSizeLessThanOrEqualTo(JOBS + WINDOW);
  }

  @Test
  void instancesShareTheWorkAndOneThatLeavesHandsItsOwnOver() throws Exception {
    try (Gateway stays = Gateway.start(properties("a"))) {
      try (Gateway leaves = Gateway.start(properties("b"))) {
        awaitResults(200);
        assertThat(leaves.get("/health/ready").statusCode()).isEqualTo(200);
      }
      awaitResults(JOBS);
      assertThat(stays.get("/health/ready").statusCode()).isEqualTo(200);
    }
    assertOneResultEach();
    assertThat(provider.prompts()).containsExactlyInAnyOrderElementsOf(names());
  }

  private Map<String, String> properties(String instance) {
    Map<String, String> properties = new LinkedHashMap<>(provider.properties());
    properties.putAll(cluster.properties(folder.resolve(instance)));
    properties.put("cameleer.jobs.window", Integer.toString(WINDOW));
    properties.put("cameleer.kafka.properties.session.timeout.ms", "6000");
    properties.put("cameleer.kafka.properties.heartbeat.interval.ms", "500");
    return properties;
  }

  /** A gateway in a process of its own, which can be killed. */
  private Process process(String instance) throws IOException {
    Map<String, String> properties = properties(instance);
    properties.put("cameleer.server.port", "0");
    properties.put("server.port", "0");
    properties.put("cameleer.config", "src/test/resources/empty-cameleer.yaml");
    return new ProcessBuilder(GatewayProcess.command(properties))
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("process.log").toFile())
        .start();
  }

  private void awaitResults(int count) {
    await().atMost(PATIENCE).until(() -> cluster.read(JobCluster.RESULTS).size() >= count);
  }

  private void assertOneResultEach() {
    assertThat(cluster.keys(JobCluster.RESULTS)).containsExactlyInAnyOrderElementsOf(names());
    assertThat(cluster.read(JobCluster.DEAD_LETTERS)).isEmpty();
  }
}
