package io.cameleer.gateway;

import io.cameleer.CameleerApplication;
import io.cameleer.attempt.ProviderStates;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.resilience4j.ResilienceProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The whole gateway in this process, on a free port, as an application started with these
 * properties.
 */
public final class Gateway implements AutoCloseable {

  private final ConfigurableApplicationContext context;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Gateway(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** Starts it. */
  public static Gateway start(Map<String, String> properties) {
    String[] arguments =
        arguments(properties).entrySet().stream()
            .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
            .toArray(String[]::new);
    return new Gateway(new SpringApplicationBuilder(CameleerApplication.class).run(arguments));
  }

  /** What a gateway is started with: these properties, and what holds for all tests. */
  static Map<String, String> arguments(Map<String, String> properties) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("cameleer.server.port", "0");
    all.put("server.port", "0");
    // The checkout's own configuration is an example for people; tests say themselves what they
    // need.
    all.put("cameleer.config", "src/test/resources/empty-cameleer.yaml");
    // Kafka is for the tests that are about jobs.
    all.put("cameleer.jobs.enabled", "false");
    // One request, one attempt, unless a test is about retries.
    all.put("cameleer.retries.count", "0");
    all.putAll(properties);
    return all;
  }

  /**
   * The properties that lead all built-in providers to one upstream, each below its own path and
   * with a key.
   */
  public static Map<String, String> providersAt(String upstreamUrl) {
    Map<String, String> properties = new LinkedHashMap<>();
    for (String provider :
        new String[] {"openai", "anthropic", "gemini", "deepseek", "mistral", "qwen"}) {
      properties.put("cameleer.providers." + provider + ".base-url", upstreamUrl + "/" + provider);
      properties.put("cameleer.providers." + provider + ".api-key", "key-of-" + provider);
      // A test that provokes failures must not find the breaker open because of the one before it.
      properties.put("cameleer.providers." + provider + ".circuit-breaker.minimum-calls", "100000");
      properties.put("cameleer.providers." + provider + ".circuit-breaker.window", "100000");
    }
    return properties;
  }

  /** Where it listens, without {@code /v1}. */
  public String url() {
    return "http://127.0.0.1:" + context.getBean(VertxPlatformHttpServer.class).getPort();
  }

  /** The circuit breaker of a provider. */
  public ResilienceProcessor breaker(String provider) {
    // Camel puts a number of its own before the ids of steps that come of a template.
    Route route = context.getBean(CamelContext.class).getRoute("provider-" + provider);
    return (ResilienceProcessor) route.filter(".*breaker-" + provider).getFirst();
  }

  /** How many calls a provider has now. */
  public int inFlight(String provider) {
    return context.getBean(ProviderStates.class).permits().inFlight(provider);
  }

  /** The Spring context it runs in. */
  public ConfigurableApplicationContext context() {
    return context;
  }

  /** Posts JSON and gives the whole answer. */
  public HttpResponse<byte[]> post(String path, byte[] json, String... headers) throws Exception {
    return client.send(
        request(path, headers).POST(BodyPublishers.ofByteArray(json)).build(),
        BodyHandlers.ofByteArray());
  }

  /** Posts JSON and gives the whole answer. */
  public HttpResponse<byte[]> post(String path, String json, String... headers) throws Exception {
    return post(path, json.getBytes(java.nio.charset.StandardCharsets.UTF_8), headers);
  }

  /** Gets. */
  public HttpResponse<byte[]> get(String path, String... headers) throws Exception {
    return client.send(request(path, headers).GET().build(), BodyHandlers.ofByteArray());
  }

  /** A client for anything else. */
  public HttpClient client() {
    return client;
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + path)).header("Content-Type", "application/json");
    return headers.length == 0 ? request : request.headers(headers);
  }

  @Override
  public void close() {
    context.close();
  }
}
