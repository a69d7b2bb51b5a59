package io.cameleer.kamelets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;

/**
 * A plain Camel application that finds the kamelets in their folder, as Camel Main and Camel JBang
 * do. Its routes are YAML; a failure is theirs to handle, so it reaches whoever asks.
 */
final class CamelApplication implements AutoCloseable {

  private final Main main = new Main();
  private final ProducerTemplate calls;

  private CamelApplication(Path routes, Map<String, String> properties) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("camel.component.kamelet.location", "file:kamelets");
    all.put("camel.main.routes-include-pattern", "file:" + routes);
    all.put("camel.main.shutdown-timeout", "5");
    all.putAll(properties);
    all.forEach(main::addInitialProperty);
    try {
      main.start();
    } catch (RuntimeException refused) {
      main.stop();
      throw refused;
    }
    calls = main.getCamelContext().createProducerTemplate();
  }

  /**
   * Starts one.
   *
   * @param folder where its routes are written to
   * @param yaml its routes
   * @param properties what its routes' placeholders stand for
   */
  static CamelApplication start(Path folder, String yaml, Map<String, String> properties) {
    try {
      Path routes = Files.createTempFile(folder, "routes", ".camel.yaml");
      return new CamelApplication(Files.writeString(routes, yaml), properties);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** A route from {@code direct:} and its name that is one kamelet with these parameters. */
  static String route(String name, String kamelet, Map<String, Object> parameters) {
    StringBuilder yaml = new StringBuilder();
    yaml.append("- route:\n    id: ").append(name).append("\n    errorHandler:\n");
    yaml.append("      noErrorHandler: {}\n    from:\n      uri: direct:").append(name);
    yaml.append("\n      steps:\n        - to:\n            uri: kamelet:").append(kamelet);
    yaml.append("\n            parameters:\n");
    parameters.forEach((key, value) ->
        yaml.append("              ").append(key).append(": '").append(value).append("'\n"));
    return yaml.toString();
  }

  CamelContext context() {
    return main.getCamelContext();
  }

  /** Has a route process an exchange. */
  Exchange send(String route, Processor request) {
    return calls.request("direct:" + route, request);
  }

  /** Has a route process a body. */
  Exchange send(String route, Object body) {
    return send(route, exchange -> exchange.getIn().setBody(body));
  }

  @Override
  public void close() {
    main.stop();
  }
}
