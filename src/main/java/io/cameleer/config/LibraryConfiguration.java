package io.cameleer.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;

/**
 * The configuration where Cameleer is a library: what the application says, below that the file
 * that {@code CAMELEER_CONFIG} names, if it does, and below that what Cameleer comes with. Of its
 * parts only the core is there unless somebody wants more; no port is opened, not even the
 * sandbox's.
 */
public final class LibraryConfiguration {

  private static final String USUAL_SOURCE_NAME = "cameleer as a library";
  private static final String SHIPPED_SOURCE_NAME = "cameleer shipped configuration";

  private static final Map<String, Object> USUAL =
      Map.of(
          "cameleer.edge.enabled", false,
          "cameleer.jobs.enabled", false,
          "cameleer.live-reload.enabled", false,
          "cameleer.sandbox.enabled", "off");

  private LibraryConfiguration() {}

  /** Adds all of it below what is in an environment already. */
  public static void addTo(ConfigurableEnvironment environment) {
    InstallationLayout layout = InstallationLayout.ofLibrary(environment);
    MutablePropertySources sources = environment.getPropertySources();
    sources.addLast(ConfigurationFile.load(layout.configuration()));
    sources.addLast(new MapPropertySource(USUAL_SOURCE_NAME, USUAL));
    sources.addLast(shipped(environment));
    InstallationEnvironmentPostProcessor.addPlacesAndDefaults(layout, environment);
  }

  /**
   * Has the lists that Cameleer comes with count where nobody else has them, in an environment
   * whose file has been read anew: that may have got lists of its own, or lost them. One that is
   * not a library's stays as it is.
   */
  static void refreshShippedLists(ConfigurableEnvironment reread) {
    if (reread.getPropertySources().remove(SHIPPED_SOURCE_NAME) != null) {
      reread.getPropertySources().addAfter(USUAL_SOURCE_NAME, shipped(reread));
    }
  }

  /** A list that somebody else has is his as a whole: two lists would be mixed by their indexes. */
  private static PropertySource<?> shipped(ConfigurableEnvironment above) {
    PropertySource<?> file = ConfigurationFile.load(InstallationLayout.shippedConfiguration());
    Map<String, Object> values = new LinkedHashMap<>();
    if (file instanceof MapPropertySource map) {
      map.getSource()
          .forEach((name, value) -> {
            int index = name.indexOf('[');
            if (index < 0 || !has(above, name.substring(0, index))) {
              values.put(name, value);
            }
          });
    }
    return new OriginTrackedMapPropertySource(SHIPPED_SOURCE_NAME, values, true);
  }

  private static boolean has(ConfigurableEnvironment environment, String list) {
    ConfigurationPropertyName name = ConfigurationPropertyName.of(list);
    return StreamSupport.stream(
            ConfigurationPropertySources.from(environment.getPropertySources()).spliterator(),
            false)
        .anyMatch(source ->
            source.getConfigurationProperty(name) != null
                || source.containsDescendantOf(name) == ConfigurationPropertyState.PRESENT);
  }
}
