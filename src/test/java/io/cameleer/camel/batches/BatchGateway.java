package io.cameleer.camel.batches;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import io.cameleer.CameleerApplication;
import io.cameleer.config.KafkaCluster;
import io.cameleer.gateway.Gateway;
import io.cameleer.job.batch.BatchPace;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The whole gateway in this process, with a broker and a database in a test's own folder. */
final class BatchGateway implements AutoCloseable {

  static final String KEY = "key-of-ann";
  static final String OTHER_KEY = "key-of-bob";
  static final BatchPace PACE =
      new BatchPace(
          200,
          50,
          Duration.ofMillis(20),
          Duration.ofMillis(500),
          Duration.ofSeconds(10),
          Duration.ofSeconds(5));

  private final ConfigurableApplicationContext context;
  private final HttpClient http = HttpClient.newHttpClient();

  private BatchGateway(ConfigurableApplicationContext context) {
    this.context = context;
  }

  static BatchGateway start(Path data, String upstream, Map<String, String> more) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("cameleer.server.port", "0");
    all.put("server.port", "0");
    all.put("cameleer.config", "src/test/resources/empty-cameleer.yaml");
    all.put("cameleer.retries.count", "0");
    all.put("cameleer.data", data.toString());
    all.put("cameleer.kafka.embedded.port", "0");
    all.put("cameleer.callers[0].name", "ann");
    all.put("cameleer.callers[0].api-key", KEY);
    all.put("cameleer.callers[1].name", "bob");
    all.put("cameleer.callers[1].api-key", OTHER_KEY);
    all.put("cameleer.jobs.batches.max-lines", "3000");
    all.put("cameleer.jobs.files.max-size", "20MB");
    all.putAll(Gateway.providersAt(upstream));
    all.putAll(more);
    String[] arguments =
        all.entrySet().stream()
            .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
            .toArray(String[]::new);
    ApplicationContextInitializer<GenericApplicationContext> beans =
        spring -> spring.registerBean(BatchPace.class, () -> PACE);
    return new BatchGateway(
        new SpringApplicationBuilder(CameleerApplication.class).initializers(beans).run(arguments));
  }

  String url() {
    return "http://127.0.0.1:" + context.getBean(VertxPlatformHttpServer.class).getPort();
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** From now on the topic of kept jobs takes no larger records. */
  void limitRecords(int bytes) throws Exception {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, "llm.batch-jobs");
    ConfigEntry limit =
        new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(bytes));
    try (Admin admin = Admin.create(bean(KafkaCluster.class).clientProperties())) {
      admin
          .incrementalAlterConfigs(
              Map.of(topic, List.of(new AlterConfigOp(limit, AlterConfigOp.OpType.SET))))
          .all()
          .get();
    }
  }

  /** A client for anything that the official one would not send. */
  HttpClient http() {
    return http;
  }

  /** The official client, with this key. */
  OpenAIClient client(String key) {
    return OpenAIOkHttpClient.builder().baseUrl(url() + "/v1").apiKey(key).maxRetries(0).build();
  }

  @Override
  public void close() {
    http.close();
    context.close();
  }
}
