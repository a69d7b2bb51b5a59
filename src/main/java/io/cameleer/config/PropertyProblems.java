package io.cameleer.config;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.Environment;

/** Collects what is wrong with properties, and finds where each was written. Not thread-safe. */
final class PropertyProblems {

  /** The root and a section's name, such as {@code cameleer.aliases}. */
  private static final int SECTION_DEPTH = 2;

  private final Environment environment;
  private final Problems problems = new Problems();

  PropertyProblems(Environment environment) {
    this.environment = environment;
  }

  /** Adds a problem with a property. */
  void report(String key, String fault, String remedy) {
    problems.add(key, place(key), fault, remedy);
  }

  /** All problems so far. */
  List<ConfigurationProblem> found() {
    return problems.found();
  }

  /** Where a property stands; where it is missing, where the section begins that lacks it. */
  private @Nullable String place(String key) {
    if (!ConfigurationPropertyName.isValid(key)) {
      return null;
    }
    ConfigurationPropertyName name = ConfigurationPropertyName.of(key);
    ConfigurationProperty property = property(name);
    while (property == null && name.getNumberOfElements() > SECTION_DEPTH) {
      property = firstBelow(name);
      name = name.getParent();
    }
    return property == null ? null : describe(property.getOrigin());
  }

  private @Nullable ConfigurationProperty property(ConfigurationPropertyName name) {
    for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
      ConfigurationProperty property = source.getConfigurationProperty(name);
      if (property != null) {
        return property;
      }
    }
    return null;
  }

  private @Nullable ConfigurationProperty firstBelow(ConfigurationPropertyName section) {
    for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
      if (source instanceof IterableConfigurationPropertySource iterable) {
        Optional<ConfigurationPropertyName> first =
            iterable.stream().filter(section::isAncestorOf).findFirst();
        if (first.isPresent()) {
          return source.getConfigurationProperty(first.get());
        }
      }
    }
    return null;
  }

  /** File and line, an environment variable's name, …; null where it is not known. */
  static @Nullable String describe(@Nullable Origin origin) {
    if (origin instanceof PropertySourceOrigin outer && outer.getOrigin() != null) {
      return describe(outer.getOrigin());
    }
    if (origin instanceof TextResourceOrigin text
        && text.getResource() != null
        && text.getLocation() != null) {
      return ResourceNames.of(text.getResource()) + ", line " + (text.getLocation().getLine() + 1);
    }
    return origin == null ? null : origin.toString();
  }
}
