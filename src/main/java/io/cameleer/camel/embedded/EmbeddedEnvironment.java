package io.cameleer.camel.embedded;

import io.cameleer.config.LibraryConfiguration;
import java.util.List;
import java.util.Map;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * What Cameleer goes by inside a host: the host's own properties and, below them, its {@link
 * LibraryConfiguration}.
 */
final class EmbeddedEnvironment {

  private static final String PATTERN = "camel.main.routes-include-pattern";
  private static final String DOORS = ",classpath:cameleer/host/*.camel.yaml";

  private EmbeddedEnvironment() {}

  /** The environment for a host with these sources of properties, the first of which wins. */
  static ConfigurableEnvironment of(List<PropertySource<?>> host) {
    StandardEnvironment environment = new StandardEnvironment();
    MutablePropertySources sources = environment.getPropertySources();
    sources.stream().map(PropertySource::getName).toList().forEach(sources::remove);
    host.stream()
        .filter(source -> !source.getName().equals("configurationProperties"))
        .map(WithoutCamel::of)
        .forEach(sources::addLast);
    LibraryConfiguration.addTo(environment);
    String routes = environment.getRequiredProperty(PATTERN);
    sources.addFirst(new MapPropertySource("cameleer doors", Map.of(PATTERN, routes + DOORS)));
    return environment;
  }
}
