package io.cameleer.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;

/**
 * What the configuration file says beside {@code cameleer}, such as {@code logging.level}: Spring
 * and Camel look at that when they start.
 */
final class OtherProperties {

  private final Map<String, Object> values = new LinkedHashMap<>();

  private OtherProperties() {}

  /** Those of the configuration file as it has been read into an environment. */
  static OtherProperties of(ConfigurableEnvironment environment) {
    OtherProperties others = new OtherProperties();
    if (environment.getPropertySources().get(ConfigurationFile.SOURCE_NAME)
        instanceof EnumerablePropertySource<?> file) {
      for (String name : file.getPropertyNames()) {
        if (!name.startsWith(CameleerProperties.PREFIX + ".")) {
          others.values.put(name, Objects.requireNonNullElse(file.getProperty(name), ""));
        }
      }
    }
    return others;
  }

  /** The names of the properties that differ. */
  List<String> differences(OtherProperties other) {
    TreeSet<String> names = new TreeSet<>(values.keySet());
    names.addAll(other.values.keySet());
    names.removeIf(name -> Objects.equals(text(name), other.text(name)));
    return List.copyOf(names);
  }

  /** As text: the same value is another object with every reading. */
  private String text(String name) {
    return String.valueOf(values.get(name));
  }
}
