package io.cameleer.camel.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.cameleer.camel.jobs.kafka.JobCluster;
import io.cameleer.gateway.Gateway;
import io.cameleer.gateway.ScriptedUpstream;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A gateway with jobs, seen from outside: all that the dashboard and the alarms rest on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JobObservationTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SENDERS_SPAN = "00f067aa0ba902b7";

  /** A row of the table of metrics: the names, and the kind. */
  private static final Pattern METRICS =
      Pattern.compile("^\\| (`.*`\\)?) \\| (histogram|counter|gauge)");

  private static final Pattern NAME = Pattern.compile("`([a-z][a-z_.]*)`");

  /** What Prometheus itself says of a gateway. */
  private static final String PROMETHEUS_OWN = "up";

  private final ScriptedUpstream upstream = new ScriptedUpstream(Chats::answer);
  private final OtlpReceiver collector = new OtlpReceiver();
  private JobCluster cluster;
  private Gateway gateway;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    cluster = new JobCluster(folder.resolve("kafka"));
    Map<String, String> properties = Chats.properties(upstream);
    properties.putAll(cluster.properties(folder.resolve("data")));
    properties.put("otel.exporter.otlp.endpoint", collector.url());
    properties.put("otel.bsp.schedule.delay", "50");
    gateway = Gateway.start(properties);
  }

  @AfterAll
  void stop() {
    gateway.close();
    cluster.close();
    collector.close();
    upstream.close();
  }

  @Test
  void aJobsCallBelongsToTheTraceOfItsRecordAndItsResultGoesOnFromTheCall() throws Exception {
    ProducerRecord<byte[], byte[]> job = JobCluster.job("traced", body("cheap"));
    job.headers()
        .add("traceparent", JobCluster.bytes("00-" + TRACE + "-" + SENDERS_SPAN + "-01"))
        .add("tracestate", JobCluster.bytes("vendor=1"));
    cluster.send(List.of(job));

    Span call = await().atMost(PATIENCE).until(() -> callOf(TRACE), found -> found != null);
    assertThat(hex(call.getParentSpanId().toByteArray())).isEqualTo(SENDERS_SPAN);
    await().atMost(PATIENCE).until(() -> cluster.keys(JobCluster.RESULTS).contains("traced"));
    ConsumerRecord<byte[], byte[]> result = cluster.read(JobCluster.RESULTS).getFirst();
    assertThat(header(result, "traceparent"))
        .isEqualTo("00-" + TRACE + "-" + hex(call.getSpanId().toByteArray()) + "-01");
    assertThat(header(result, "tracestate")).isEqualTo("vendor=1");
  }

  private Span callOf(String trace) {
    return collector.spans().stream()
        .filter(span -> hex(span.getTraceId().toByteArray()).equals(trace))
        .filter(span -> span.getKind() == Span.SpanKind.SPAN_KIND_SERVER)
        .findFirst()
        .orElse(null);
  }

  @Test
  void deadLettersAreCountedByWhatTheirFailureMeansAndLagIsKnownForEachPartition()
      throws Exception {
    assertThat(Scrape.of(gateway).sum("cameleer_jobs_dead_letters_total", Map.of())).isZero();

    cluster.send(List.of(JobCluster.job("dead", "no JSON")));

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          Scrape scrape = Scrape.of(gateway);
          assertThat(
                  scrape.sum(
                      "cameleer_jobs_dead_letters_total", Map.of("failure_class", "bad_request")))
              .isEqualTo(1);
          assertThat(scrape.all("cameleer_jobs_lag", Map.of("topic", JobCluster.JOBS)))
              .isNotEmpty()
              .allSatisfy(lag -> assertThat(lag.labels()).containsKey("partition"));
        });
  }

  @Test
  void everyMetricThatTheDashboardAndTheAlarmsNameIsThere() throws Exception {
    makeCalls();
    Set<String> named = new TreeSet<>();
    for (String expression : expressions()) {
      named.addAll(PromQl.metrics(expression));
    }
    named.remove(PROMETHEUS_OWN);
    named.add(yaml("deploy/helm/cameleer/values.yaml").at("/autoscaling/metric").asText());

    assertThat(named).hasSizeGreaterThan(20);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(Scrape.of(gateway).names()).containsAll(named));
  }

  @Test
  void theDocumentNamesEveryMetricOfTheGatewayAndNoOther() throws Exception {
    makeCalls();
    Set<String> documented = documented();

    assertThat(documented).hasSizeGreaterThan(20);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          Set<String> there = Scrape.of(gateway).names();
          assertThat(documented)
              .allSatisfy(name -> assertThat(there).anyMatch(series -> series.startsWith(name)));
          assertThat(there)
              .filteredOn(series -> series.matches("(gen_ai|cameleer)_.*"))
              .allSatisfy(series -> assertThat(documented).anyMatch(series::startsWith));
        });
  }

  /** The metrics of the table in operations.md, as Prometheus spells them. */
  private static Set<String> documented() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String line : Files.readAllLines(Path.of("docs/operations.md"))) {
      Matcher row = METRICS.matcher(line);
      if (row.find()) {
        NAME.matcher(row.group(1))
            .results()
            .forEach(name -> names.add(name.group(1).replace('.', '_')));
      }
    }
    return names;
  }

  /** Of each kind that leaves a series: one that fails over, a stream, one that is refused. */
  private void makeCalls() throws Exception {
    Chats.ask(gateway, "falls-over", false, Chats.key("x-cameleer-tag", "coding"));
    Chats.ask(gateway, "cheap", true, Chats.key());
    Chats.ask(gateway, "cheap", false);
  }

  private static List<String> expressions() throws IOException {
    JsonNode dashboard =
        new ObjectMapper().readTree(new File("deploy/grafana/dashboards/cameleer.json"));
    JsonNode alerts = yaml("deploy/prometheus/alerts.yml");
    List<String> expressions = dashboard.findValuesAsText("expr");
    assertThat(expressions).hasSizeGreaterThan(30);
    expressions.addAll(alerts.findValuesAsText("expr"));
    return expressions;
  }

  private static JsonNode yaml(String file) throws IOException {
    return new ObjectMapper(new YAMLFactory()).readTree(new File(file));
  }

  private static String body(String model) {
    return "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
        .formatted(model, Chats.PROMPT);
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return JobCluster.text(record.headers().lastHeader(name).value());
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
