package io.cameleer.camel.embedded;

import io.cameleer.camel.embedded.EmbeddedCameleer.Door;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.MapPropertySource;

/**
 * Asks one provider, as a step of a route of whatever Camel application: a Cameleer of its own, in
 * which there is this provider and no other. What is configured of Cameleer elsewhere does not
 * count here, and it counts in no registry of metrics: several of them would be at odds there. It
 * is the part of the kamelets {@code llm-openai-action} and its like that YAML can't do; they set
 * its properties.
 */
public final class ProviderStep extends ServiceSupport implements Processor {

  private final Map<String, Object> ofProvider = new LinkedHashMap<>();
  private final Map<String, Object> configuration = new LinkedHashMap<>();
  private String provider = "openai";
  private @Nullable EmbeddedCameleer cameleer;

  /** The provider's dialect, which is also its name: {@code openai}, {@code anthropic}, … */
  public void setProvider(String provider) {
    this.provider = provider;
  }

  /** The provider's key. */
  public void setApiKey(String apiKey) {
    ofProvider.put("api-key", apiKey);
  }

  /** Where the provider is; empty where it is at its usual address. */
  public void setBaseUrl(String baseUrl) {
    if (!baseUrl.isBlank()) {
      ofProvider.put("base-url", baseUrl);
    }
  }

  /** How many seconds a call may take, all its attempts together. */
  public void setCallTimeout(int seconds) {
    configuration.put("cameleer.call-timeout", seconds + "s");
  }

  /** How often the provider is asked again after a failure that may pass. */
  public void setRetries(int retries) {
    configuration.put("cameleer.retries.count", retries);
  }

  /** How many seconds the provider is left alone after half of its latest calls have failed. */
  public void setCircuitBreakerOpenFor(int seconds) {
    ofProvider.put("circuit-breaker.open-for", seconds + "s");
  }

  @Override
  protected void doStart() {
    ofProvider.forEach(
        (name, value) -> configuration.put("cameleer.providers." + provider + '.' + name, value));
    cameleer =
        EmbeddedCameleer.start(
            List.of(new MapPropertySource("properties of the step", configuration)),
            new CompositeMeterRegistry());
  }

  @Override
  protected void doStop() {
    EmbeddedCameleer started = cameleer;
    if (started != null) {
      started.close();
    }
  }

  @Override
  public void process(Exchange exchange) throws InterruptedException {
    Objects.requireNonNull(cameleer, "the step has not been started").call(Door.CHAT, exchange);
  }
}
