package io.cameleer.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cameleer.config.KafkaCluster;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.RouteController;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The gateway with its own Kafka, with somebody else's, and with none. */
@Timeout(120)
class KafkaTest {

  @TempDir Path folder;

  @Test
  void withoutAnotherClusterItRunsABrokerWithTheTopicsOfJobs() throws Exception {
    try (Gateway gateway = Gateway.start(embedded())) {
      Map<String, Object> client = cluster(gateway).clientProperties();

      assertThat(topics(client))
          .contains("llm.jobs", "llm.results", "llm.dead-letters", "llm.batch-jobs");
      try (KafkaProducer<String, String> producer =
          new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
        assertThat(producer.send(new ProducerRecord<>("llm.jobs", "{}")).get().offset()).isZero();
        assertThat(producer.partitionsFor("llm.jobs")).hasSize(8);
      }
      assertThat(cluster(gateway).problem()).isEmpty();
      assertThat(gateway.get("/health/ready").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void withAnotherClusterItRunsNoneAndCreatesTheTopicsThere() throws Exception {
    try (Gateway owner = Gateway.start(embedded());
        Gateway guest =
            Gateway.start(
                Map.of(
                    "cameleer.jobs.enabled",
                    "true",
                    "cameleer.jobs.topics.jobs",
                    "guest.jobs",
                    "cameleer.data",
                    folder("guest"),
                    "KAFKA_BOOTSTRAP_SERVERS",
                    bootstrapServers(owner)))) {
      assertThat(bootstrapServers(guest)).isEqualTo(bootstrapServers(owner));
      assertThat(topics(cluster(owner).clientProperties())).contains("guest.jobs", "llm.jobs");
    }
  }

  @Test
  void aClusterThatDoesNotAnswerKeepsNobodyFromCalling() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String address = "127.0.0.1:" + silent.getLocalPort();
      try (Gateway gateway =
          Gateway.start(
              Map.of(
                  "cameleer.jobs.enabled",
                  "true",
                  "cameleer.data",
                  folder("data"),
                  "cameleer.kafka.bootstrap-servers",
                  address))) {
        assertThat(gateway.get("/v1/models").statusCode()).isEqualTo(200);
        assertThat(cluster(gateway).problem()).hasValue("Kafka does not answer at " + address);
        assertThat(new String(gateway.get("/health/ready").body(), StandardCharsets.UTF_8))
            .contains("\"status\":\"degraded\"")
            .contains("\"problem\":\"Kafka does not answer at " + address);
      }
    }
  }

  @Test
  void withoutJobsThereIsNoKafka() {
    try (Gateway gateway = Gateway.start(Map.of("cameleer.data", folder("none")))) {
      assertThat(folder.resolve("none")).doesNotExist();
      RouteController routes = gateway.context().getBean(CamelContext.class).getRouteController();
      assertThat(routes.getRouteStatus("jobs").isStarted()).isFalse();
      assertThat(routes.getRouteStatus("batch-jobs").isStarted()).isFalse();
      assertThatThrownBy(() -> cluster(gateway).clientProperties())
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aTakenPortIsSaidWithAllWaysOut() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Map<String, String> properties = new LinkedHashMap<>(embedded());
      properties.put("cameleer.kafka.embedded.port", String.valueOf(other.getLocalPort()));

      assertThatThrownBy(() -> Gateway.start(properties))
          .hasStackTraceContaining("cameleer.kafka.embedded.port")
          .hasStackTraceContaining("CAMELEER_KAFKA_EMBEDDED_PORT")
          .hasStackTraceContaining("KAFKA_BOOTSTRAP_SERVERS")
          .hasStackTraceContaining("CAMELEER_JOBS_ENABLED=false");
    }
  }

  private Map<String, String> embedded() {
    return Map.of(
        "cameleer.jobs.enabled",
        "true",
        "cameleer.kafka.embedded.port",
        "0",
        "cameleer.data",
        folder("data"));
  }

  private String folder(String name) {
    return folder.resolve(name).toString();
  }

  private static KafkaCluster cluster(Gateway gateway) {
    return gateway.context().getBean(KafkaCluster.class);
  }

  private static String bootstrapServers(Gateway gateway) {
    return cluster(gateway).clientProperties().get("bootstrap.servers").toString();
  }

  private static Iterable<String> topics(Map<String, Object> client) throws Exception {
    try (Admin admin = Admin.create(client)) {
      return admin.listTopics().names().get();
    }
  }
}
