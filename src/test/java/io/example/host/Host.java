package io.example.host;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The host in this process, without a web server. */
final class Host implements AutoCloseable {

  private final ConfigurableApplicationContext context;

  private Host(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** Starts it with these properties, as its own configuration has them. */
  static Host start(Class<?> application, Map<String, Object> properties) {
    return new Host(
        new SpringApplicationBuilder(application)
            .web(WebApplicationType.NONE)
            .properties(properties)
            .run());
  }

  /** What leads the provider {@code openai} to a server, and all candidates of an alias there. */
  static Map<String, Object> providerAt(String url) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("cameleer.providers.openai.base-url", url);
    properties.put("cameleer.providers.openai.api-key", "key-of-openai");
    properties.put("cameleer.retries.count", "0");
    return properties;
  }

  ConfigurableApplicationContext context() {
    return context;
  }

  /** Has a route of the host process an exchange. */
  Exchange send(String endpoint, Processor request) {
    return context.getBean(CamelContext.class).createProducerTemplate().request(endpoint, request);
  }

  /** Has a route of the host process a body. */
  Exchange send(String endpoint, Object body) {
    return send(endpoint, exchange -> exchange.getIn().setBody(body));
  }

  @Override
  public void close() {
    context.close();
  }
}
