package io.cameleer.camel.posted;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.config.KafkaCluster;
import io.cameleer.gateway.Gateway;
import io.cameleer.json.Json;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a gateway refuses whose operator has allowed nothing special. */
class RefusedWebhooksTest {

  private static final String JOB =
      "{\"model\":\"sandbox/echo\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}";

  @TempDir private Path data;

  private Gateway start(Map<String, String> more) {
    Map<String, String> properties = new HashMap<>(more);
    properties.put("cameleer.jobs.enabled", "true");
    properties.put("cameleer.kafka.embedded.port", "0");
    properties.put("cameleer.data", data.toString());
    return Gateway.start(properties);
  }

  @Test
  void withoutASecretThereAreNoWebhooksAndTheKeyToSetIsNamed() throws Exception {
    try (Gateway gateway = start(Map.of())) {
      HttpResponse<byte[]> answer =
          gateway.post(
              "/v1/jobs", JOB.formatted("x"), "x-cameleer-webhook", "https://example.com/");

      assertRefused(answer, "cameleer.jobs.webhooks.secret");
      aJobThatItsTopicTakesNotEndsAtOnce(gateway);
    }
  }

  @Test
  void privateAddressesAndPlainHttpAreRefusedAndTheKeyThatAllowsThemIsNamed() throws Exception {
    String secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    try (Gateway gateway = start(Map.of("cameleer.jobs.webhooks.secret", secret))) {
      for (String url : List.of("https://169.254.169.254/", "https://localhost/")) {
        assertRefused(
            gateway.post("/v1/jobs", JOB.formatted("x"), "x-cameleer-webhook", url),
            "cameleer.jobs.webhooks.allow-private");
      }
      assertRefused(
          gateway.post("/v1/jobs", JOB.formatted("x"), "x-cameleer-webhook", "http://example.com/"),
          "https://");
    }
  }

  private static void assertRefused(HttpResponse<byte[]> answer, String remedy) throws Exception {
    assertThat(answer.statusCode()).isEqualTo(400);
    JsonNode error = Json.read(answer.body()).path("error");
    assertThat(error.path("param").asText()).isEqualTo("x-cameleer-webhook");
    assertThat(error.path("message").asText()).contains(remedy);
  }

  /** It would be sent for ever. */
  private static void aJobThatItsTopicTakesNotEndsAtOnce(Gateway gateway) throws Exception {
    Map<String, Object> client = gateway.context().getBean(KafkaCluster.class).clientProperties();
    try (Admin admin = Admin.create(client)) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, "llm.batch-jobs"),
                  List.of(
                      new AlterConfigOp(
                          new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "20000"),
                          AlterConfigOp.OpType.SET))))
          .all()
          .get();
    }
    HttpResponse<byte[]> answer = gateway.post("/v1/jobs", JOB.formatted("x".repeat(50_000)));

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(Json.read(answer.body()).at("/error/message").asText())
        .contains("max.message.bytes");
  }
}
