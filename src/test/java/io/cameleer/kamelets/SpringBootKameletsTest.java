package io.cameleer.kamelets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cameleer.camel.jobs.kafka.JobCluster;
import io.cameleer.emulation.ProviderEmulation;
import io.cameleer.gateway.Gateway;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.spi.ComponentCustomizer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** All kamelets in a Spring Boot application, found in their folder and inside the jar. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpringBootKameletsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String SUFFIX = ".kamelet.yaml";
  private static final String MODEL = "mistral/mistral-large-4";
  private static final String GEMINI = "gemini-3.8-flash";
  private static final String QUESTION = "Kamel?";
  private static final String REQUEST =
      """
      {"model": "%s", "messages": [{"role": "user", "content": "%s"}]}
      """
          .formatted(MODEL, QUESTION);

  /** Has the jar on its class path, and does not want the library in it. */
  @SpringBootConfiguration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Application {

    /** What camel-kamelet-starter does for those who have it. */
    @Bean
    ComponentCustomizer kamelets(@Value("${camel.component.kamelet.location}") String location) {
      return ComponentCustomizer.forType(
          KameletComponent.class, component -> component.setLocation(location));
    }
  }

  private final ProviderEmulation emulation = new ProviderEmulation();
  private Path folder;
  private JobCluster cluster;
  private Gateway gateway;

  @BeforeAll
  void start(@TempDir Path temporary) throws Exception {
    folder = temporary;
    Files.writeString(
        folder.resolve("word.schema.json"),
        """
        {"type": "object", "required": ["word"], "additionalProperties": false,
         "properties": {"word": {"type": "string"}}}
        """);
    cluster = new JobCluster(folder.resolve("kafka"));
    Map<String, String> properties = new LinkedHashMap<>(Gateway.providersAt(emulation.url()));
    properties.putAll(cluster.properties(folder.resolve("data")));
    gateway = Gateway.start(properties);
  }

  @AfterAll
  void stop() {
    gateway.close();
    cluster.close();
    emulation.close();
  }

  @Test
  void eachOfThemWorks() throws Exception {
    try (ConfigurableApplicationContext application = start("file:kamelets", routes())) {
      CamelContext context = application.getBean(CamelContext.class);
      ProducerTemplate calls = context.createProducerTemplate();

      askThroughTheGateway(calls);
      askProviders(calls);
      Exchange batch = calls.request("direct:batch-file-sink", this::lineOfABatch);
      assertThat(batch.getMessage().getHeader("CameleerBatchId", String.class)).isNotBlank();
      calls.sendBodyAndHeader("direct:job-sink", QUESTION, KafkaConstants.KEY, "asked");
      Exchange result =
          context.createConsumerTemplate().receive("seda:results", PATIENCE.toMillis());
      assertThat(result.getMessage().getHeader(KafkaConstants.KEY)).isEqualTo("asked");
      assertThat(result.getMessage().getBody(String.class)).contains(QUESTION);
    }
  }

  @Test
  void theyAreFoundInsideTheJarToo() throws Exception {
    String routes =
        use("chat-action", asked())
            + use("gemini-action", provider(Map.of("model", GEMINI), "gemini"));
    try (ConfigurableApplicationContext application = start("classpath:kamelets", routes)) {
      ProducerTemplate calls = application.getBean(CamelContext.class).createProducerTemplate();

      assertThat(answer(calls, "chat-action", QUESTION)).contains(QUESTION);
      assertThat(answer(calls, "gemini-action", QUESTION)).contains(QUESTION);
    }
  }

  private static void askThroughTheGateway(ProducerTemplate calls) throws Exception {
    assertThat(answer(calls, "chat-action", QUESTION)).contains(QUESTION);
    assertThat(answer(calls, "classify-action", QUESTION)).isEqualTo("billing");
    JsonNode extracted = new ObjectMapper().readTree(answer(calls, "extract-action", QUESTION));
    assertThat(extracted.path("word").asText()).contains(QUESTION);
    assertThat(calls.requestBody("direct:embeddings-action", QUESTION))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .isNotEmpty();
    assertThat(answer(calls, "request-action", QUESTION)).contains(QUESTION, MODEL);
    assertThat(answer(calls, "gateway-action", REQUEST)).contains("chat.completion", QUESTION);
  }

  private static void askProviders(ProducerTemplate calls) {
    for (String provider : ProviderKameletsTest.MODELS.keySet()) {
      assertThat(answer(calls, provider + "-action", QUESTION)).as(provider).contains(QUESTION);
    }
    assertThat(answer(calls, "provider-action", REQUEST)).contains("chat.completion", QUESTION);
  }

  private static String answer(ProducerTemplate calls, String kamelet, String body) {
    return calls.requestBody("direct:" + kamelet, body, String.class);
  }

  private void lineOfABatch(Exchange exchange) {
    exchange
        .getIn()
        .setBody(
            "{\"custom_id\": \"c\", \"method\": \"POST\", \"url\": \"/v1/chat/completions\","
                + " \"body\": %s}\n".formatted(REQUEST.strip()));
  }

  private ConfigurableApplicationContext start(String kamelets, String routes) throws Exception {
    Path file = Files.writeString(folder.resolve("routes.camel.yaml"), routes);
    return new SpringApplicationBuilder(Application.class)
        .web(WebApplicationType.NONE)
        .properties(
            Map.of(
                "cameleer.enabled",
                "false",
                "camel.component.kamelet.location",
                kamelets,
                "camel.main.routes-include-pattern",
                "file:" + file))
        .run();
  }

  @Test
  void noneIsForgotten() throws Exception {
    try (Stream<Path> files = Files.list(Path.of("kamelets"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> name.endsWith(SUFFIX))
          .allMatch(name ->
              routes().contains("kamelet:" + name.substring(0, name.length() - SUFFIX.length())));
    }
  }

  private String routes() {
    String brokers = cluster.client().get("bootstrap.servers").toString();
    Map<String, Object> asked = asked();
    StringBuilder routes = new StringBuilder();
    routes
        .append(use("chat-action", asked))
        .append(use("classify-action", with(asked, "labels", "billing,other")))
        .append(
            use(
                "extract-action",
                with(asked, "jsonSchema", "file:" + folder.resolve("word.schema.json"))))
        .append(use("embeddings-action", with(asked, "model", "openai/text-embedding-3-small")))
        .append(use("request-action", Map.of("model", MODEL)))
        .append(
            use(
                "gateway-action",
                Map.of("url", gateway.url() + "/v1", "path", "/chat/completions")))
        .append(use("batch-file-sink", Map.of("url", gateway.url() + "/v1")))
        .append(use("job-sink", Map.of("bootstrapServers", brokers, "model", MODEL)));
    Map<String, Object> provider = Map.of("provider", "mistral");
    routes.append(use("provider-action", with(provider(provider, "mistral"), "retries", "0")));
    ProviderKameletsTest.MODELS.forEach((name, model) ->
        routes.append(use(name + "-action", provider(Map.of("model", model), name))));
    return routes
        .append("- from:\n    uri: kamelet:llm-result-source\n    parameters:\n")
        .append("      bootstrapServers: '%s'\n".formatted(brokers))
        .append("      consumerGroup: readers\n    steps:\n      - to: seda:results\n")
        .toString();
  }

  private Map<String, Object> asked() {
    return Map.of("url", gateway.url() + "/v1", "model", MODEL);
  }

  private Map<String, Object> provider(Map<String, Object> parameters, String name) {
    return with(
        with(parameters, "apiKey", "key-of-" + name), "baseUrl", emulation.url() + "/" + name);
  }

  private static String use(String kamelet, Map<String, Object> parameters) {
    return CamelApplication.route(kamelet, "llm-" + kamelet, parameters);
  }

  private static Map<String, Object> with(Map<String, Object> some, String key, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(some);
    more.put(key, value);
    return more;
  }
}
