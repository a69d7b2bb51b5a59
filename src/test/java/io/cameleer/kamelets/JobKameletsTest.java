package io.cameleer.kamelets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cameleer.camel.jobs.kafka.JobCluster;
import io.cameleer.gateway.Answers;
import io.cameleer.gateway.Gateway;
import io.cameleer.gateway.ScriptedUpstream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.KafkaEndpoint;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The kamelets for jobs and batches: an application, a broker and a gateway. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JobKameletsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String OTHERS = "others";

  private final ScriptedUpstream upstream =
      new ScriptedUpstream(
          (request, connection) -> Answers.answer(request, connection, "A camel."));
  private JobCluster cluster;
  private Gateway gateway;
  private CamelApplication application;
  private ConsumerTemplate received;

  @BeforeAll
  void start(@TempDir Path folder) {
    cluster = new JobCluster(folder.resolve("kafka"));
    cluster.create(OTHERS);
    Map<String, String> properties = new LinkedHashMap<>(Gateway.providersAt(upstream.url()));
    properties.putAll(cluster.properties(folder.resolve("data")));
    properties.put("cameleer.jobs.reply-topics", OTHERS);
    properties.put("cameleer.aliases[0].name", "default");
    properties.put("cameleer.aliases[0].candidates[0]", "openai/gpt-4.1-mini");
    gateway = Gateway.start(properties);
    application =
        CamelApplication.start(
            folder,
            routes(),
            Map.of(
                "gateway",
                gateway.url() + "/v1",
                "kafka",
                cluster.client().get("bootstrap.servers").toString()));
    received = application.context().createConsumerTemplate();
  }

  private static String routes() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("bootstrapServers", "{{kafka}}");
    all.put("topic", OTHERS);
    all.put("model", "fast");
    all.put("tag", "summarization");
    all.put("priority", "7");
    all.put("timeToLive", "30m");
    all.put("replyTopic", "answers");
    all.put("batchId", "nightly");
    Map<String, Object> secure = new LinkedHashMap<>();
    secure.put("bootstrapServers", "{{kafka}}");
    secure.put("topic", "secured");
    secure.put("saslAuthType", "SCRAM_SHA_512");
    secure.put("saslUsername", "user");
    secure.put("saslPassword", "secret");
    Map<String, Object> encrypted = new LinkedHashMap<>();
    encrypted.put("bootstrapServers", "{{kafka}}");
    encrypted.put("topic", "encrypted");
    encrypted.put("securityProtocol", "SSL");
    Map<String, Object> batch = new LinkedHashMap<>();
    batch.put("url", "{{gateway}}");
    batch.put("apiKey", "any");
    batch.put("fileName", "mine.jsonl");
    batch.put("completionWindow", "24h");
    batch.put("endpoint", "/v1/chat/completions");
    batch.put("callTimeout", "60");
    return CamelApplication.route("job", "llm-job-sink", Map.of("bootstrapServers", "{{kafka}}"))
        + CamelApplication.route("job-all", "llm-job-sink", all)
        + CamelApplication.route("job-secure", "llm-job-sink", secure)
        + CamelApplication.route("batch", "llm-batch-file-sink", batch)
        + results("answers", "group-a", "")
        + results("lines", "group-b", "&topic=llm.results&autoOffsetReset=earliest&output=line")
        + results("nothing", "group-c", "&saslAuthType=PLAIN&saslUsername=u&saslPassword=p")
        + results("encrypted", "group-d", "&securityProtocol=SSL")
        + CamelApplication.route("job-encrypted", "llm-job-sink", encrypted);
  }

  private static String results(String name, String group, String more) {
    return """
    - route:
        id: %s
        autoStartup: %s
        from:
          uri: "kamelet:llm-result-source?bootstrapServers={{kafka}}&consumerGroup=%s%s"
          steps:
            - to: seda:%1$s
    """
        .formatted(name, name.equals("answers") || name.equals("lines"), group, more);
  }

  @AfterAll
  void stop() {
    application.close();
    gateway.close();
    cluster.close();
    upstream.close();
  }

  @Test
  void aTextBecomesAJobAndItsResultComesBack() throws Exception {
    application.send(
        "job",
        exchange -> {
          exchange.getIn().setBody("What \"carries\" loads?\nSay it.");
          exchange.getIn().setHeader(KafkaConstants.KEY, "order-17");
          exchange.getIn().setHeader("cameleer-batch-id", "mine");
        });

    Exchange answer = received.receive("seda:answers", PATIENCE.toMillis());
    assertThat(answer.getMessage().getBody()).isEqualTo("A camel.");
    assertThat(answer.getMessage().getHeaders())
        .containsEntry(KafkaConstants.KEY, "order-17")
        .containsEntry("cameleer-provider", "openai")
        .containsEntry("cameleer-model", "gpt-4.1-mini")
        .containsEntry("cameleer-batch-id", "mine");
    Exchange line = received.receive("seda:lines", PATIENCE.toMillis());
    assertThat(JSON.readTree(line.getMessage().getBody(String.class)).path("custom_id").asText())
        .isEqualTo("order-17");
    assertThat(
            JSON.readTree(upstream.requests().getFirst().body()).at("/messages/0/content").asText())
        .isEqualTo("What \"carries\" loads?\nSay it.");
  }

  @Test
  void everyParameterOfAJobArrives() throws Exception {
    Instant before = Instant.now();
    application.send(
        "job-all",
        exchange -> {
          exchange.getIn().setBody("hi");
          exchange.getIn().setHeader(KafkaConstants.KEY, "text");
          exchange.getIn().setHeader(KafkaConstants.OVERRIDE_TOPIC, "elsewhere");
          exchange.getIn().setHeader("Authorization", "a secret");
        });

    ConsumerRecord<byte[], byte[]> job = other("text");
    JsonNode body = JSON.readTree(job.value());
    assertThat(body.path("model").asText()).isEqualTo("fast");
    assertThat(body.at("/messages/0/content").asText()).isEqualTo("hi");
    assertThat(header(job, "cameleer-tag")).isEqualTo("summarization");
    assertThat(header(job, "cameleer-priority")).isEqualTo("7");
    assertThat(header(job, "cameleer-reply-topic")).isEqualTo("answers");
    assertThat(header(job, "cameleer-batch-id")).isEqualTo("nightly");
    assertThat(Instant.parse(header(job, "cameleer-deadline")))
        .isBetween(before.plusSeconds(1790), Instant.now().plusSeconds(1810));
    assertThat(job.headers().headers("Authorization")).isEmpty();
  }

  @Test
  void aRequestAndALineOfABatchGoAsTheyAre() throws Exception {
    Map<String, Object> request = Map.of("model", "m", "input", List.of("a", "b"));
    String line = "{\"custom_id\": \"c1\", \"body\": {\"model\": \"m\"}}";
    application.send("job-all", keyed("map", request));
    application.send("job-all", keyed("line", line));

    assertThat(JSON.readTree(other("map").value())).isEqualTo(JSON.valueToTree(request));
    assertThat(other("line").value()).asString().isEqualTo(line);
  }

  private static org.apache.camel.Processor keyed(String key, Object body) {
    return exchange -> {
      exchange.getIn().setBody(body);
      exchange.getIn().setHeader(KafkaConstants.KEY, key);
    };
  }

  private ConsumerRecord<byte[], byte[]> other(String key) {
    await().atMost(PATIENCE).until(() -> cluster.keys(OTHERS).contains(key));
    return cluster.read(OTHERS).stream()
        .filter(record -> JobCluster.text(record.key()).equals(key))
        .findFirst()
        .orElseThrow();
  }

  private static String header(ConsumerRecord<?, ?> job, String name) {
    Header header = job.headers().lastHeader(name);
    return new String(header.value(), StandardCharsets.UTF_8);
  }

  @Test
  void theClusterIsReachedAsItsSecurityWants() {
    assertThat(configuration("kafka://secured"))
        .returns("SASL_SSL", KafkaConfiguration::getSecurityProtocol)
        .returns("user", KafkaConfiguration::getSaslUsername)
        .returns("secret", KafkaConfiguration::getSaslPassword);
    assertThat(configuration("group-c"))
        .returns("SASL_SSL", KafkaConfiguration::getSecurityProtocol)
        .returns("u", KafkaConfiguration::getSaslUsername)
        .returns("p", KafkaConfiguration::getSaslPassword);
    for (String encrypted : List.of("kafka://encrypted", "group-d")) {
      assertThat(configuration(encrypted)).returns("SSL", KafkaConfiguration::getSecurityProtocol);
    }
    assertThat(configuration("group-a"))
        .returns("read_committed", KafkaConfiguration::getIsolationLevel)
        .returns("earliest", KafkaConfiguration::getAutoOffsetReset);
  }

  private KafkaConfiguration configuration(String word) {
    return application.context().getEndpoints().stream()
        .filter(KafkaEndpoint.class::isInstance)
        .filter(endpoint -> endpoint.getEndpointUri().contains(word))
        .map(endpoint -> ((KafkaEndpoint) endpoint).getConfiguration())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aFileBecomesABatch() throws Exception {
    String line =
        """
        {"custom_id": "c%d", "method": "POST", "url": "/v1/chat/completions", "body": {"model": "default", "messages": [{"role": "user", "content": "ü %d"}]}}
        """;

    Exchange sent = application.send("batch", line.formatted(1, 1) + line.formatted(2, 2));

    assertThat(sent.getException()).isNull();
    String batch = sent.getMessage().getHeader("CameleerBatchId", String.class);
    String file = sent.getMessage().getHeader("CameleerFileId", String.class);
    assertThat(JSON.readTree(sent.getMessage().getBody(String.class)).path("id").asText())
        .isEqualTo(batch);
    JsonNode uploaded = JSON.readTree(gateway.get("/v1/files/" + file).body());
    assertThat(uploaded.path("filename").asText()).isEqualTo("mine.jsonl");
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          JsonNode state = JSON.readTree(gateway.get("/v1/batches/" + batch).body());
          assertThat(state.path("status").asText()).isEqualTo("completed");
          assertThat(state.at("/request_counts/completed").asInt()).isEqualTo(2);
        });
  }
}
