package io.cameleer.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cameleer.camel.jobs.kafka.JobCluster;
import io.cameleer.emulation.ProviderEmulation;
import io.cameleer.gateway.Gateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The routes of docs/esb.md and kamelets/README.md, all in one Spring Boot application that has
 * Cameleer as a library, beside a gateway and a broker.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EsbDocumentsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PATIENCE_MILLIS = 60_000;

  /** An application of somebody who follows the documents. */
  @SpringBootConfiguration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Reader {}

  private ProviderEmulation emulation;
  private JobCluster cluster;
  private Gateway gateway;
  private ConfigurableApplicationContext reader;
  private ProducerTemplate calls;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    emulation = new ProviderEmulation();
    cluster = new JobCluster(folder.resolve("kafka"));
    Map<String, String> properties = new LinkedHashMap<>(Gateway.providersAt(emulation.url()));
    properties.putAll(cluster.properties(folder.resolve("data")));
    properties.put("cameleer.config", "config/cameleer.yaml");
    gateway = Gateway.start(properties);
    Path routes = folder.resolve("routes.camel.yaml");
    Files.writeString(routes, routes());
    reader =
        new SpringApplicationBuilder(Reader.class)
            .web(WebApplicationType.NONE)
            .properties(propertiesOfReader(routes))
            .run();
    calls = reader.getBean(CamelContext.class).createProducerTemplate();
  }

  private Map<String, Object> propertiesOfReader(Path routes) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("camel.component.kamelet.location", "file:kamelets");
    properties.put("camel.main.routes-include-pattern", "file:" + routes);
    properties.put("gateway", gateway.url() + "/v1");
    properties.put("kafka", cluster.client().get("bootstrap.servers"));
    for (String name : List.of("openai", "claude")) {
      String provider = name.equals("claude") ? "anthropic" : name;
      properties.put(name + ".key", "key-of-" + provider);
      properties.put(name + ".url", emulation.url() + "/" + provider);
    }
    properties.put("cameleer.providers.openai.base-url", emulation.url() + "/openai");
    properties.put("cameleer.providers.openai.api-key", "key-of-openai");
    return properties;
  }

  /** Both documents show the same route for summaries; it is needed once. */
  private static String routes() throws IOException {
    return Stream.of("docs/esb.md", "kamelets/README.md")
        .flatMap(EsbDocumentsTest::examples)
        .collect(
            Collectors.toMap(
                EsbDocumentsTest::start,
                text -> text,
                (first, second) -> first,
                LinkedHashMap::new))
        .values()
        .stream()
        // Camel wants error handling to stand before routes.
        .sorted(Comparator.comparing(text -> !text.startsWith("- onException")))
        .reduce("", String::concat)
        .replace("classpath:invoice.schema.json", "file:src/test/resources/invoice.schema.json");
  }

  private static Stream<String> examples(String document) {
    try {
      return MarkdownExamples.of(Path.of(document)).texts("yaml").stream();
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  /** Where a route begins. */
  private static String start(String yaml) {
    return yaml.lines().limit(2).toList().toString();
  }

  @AfterAll
  void stop() {
    reader.close();
    gateway.close();
    cluster.close();
    emulation.close();
  }

  @Test
  void eachRouteAnswers() throws Exception {
    for (String route : List.of("summarize", "ask-openai", "ask-claude", "reply")) {
      assertThat(ask(route, "A camel carries loads.")).as(route).contains("A camel carries loads.");
    }
    assertThat(ask("triage", "My invoice is wrong.")).isIn("billing", "technical", "other");
    assertThat(JSON.readTree(ask("invoice", "Total: 42")).path("total").isNumber()).isTrue();
    assertThat(calls.requestBody("direct:embed", "a text", List.class)).isNotEmpty();
    JsonNode request = JSON.readTree(ask("request", "a text"));
    assertThat(request.path("model").asText()).isEqualTo("fast");
    assertThat(JSON.readTree(ask("plan", request.toString())).path("object").asText())
        .isEqualTo("cameleer.plan");
  }

  @Test
  void aJobIsAnsweredLaterAndAFileBecomesABatch() throws Exception {
    calls.sendBody("direct:later", "A camel.");
    assertThat(
            reader
                .getBean(CamelContext.class)
                .createConsumerTemplate()
                .receiveBody("seda:answers", PATIENCE_MILLIS, String.class))
        .contains("A camel.");

    String line =
        "{\"custom_id\":\"c1\",\"method\":\"POST\",\"url\":\"/v1/chat/completions\",\"body\":"
            + "{\"model\":\"fast\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}}\n";
    assertThat(JSON.readTree(ask("batch", line)).path("object").asText()).isEqualTo("batch");
  }

  private String ask(String route, String body) {
    return calls.requestBody("direct:" + route, body, String.class);
  }
}
