package io.cameleer.config;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Finds an {@link Installation}'s files, reads the configuration file, and tells Camel where routes
 * and kamelets are. What it adds ranks above {@code application.yaml} and below environment
 * variables; last of all come the {@link Defaults}.
 */
public final class InstallationEnvironmentPostProcessor
    implements EnvironmentPostProcessor, Ordered {

  private static final String LAYOUT_SOURCE_NAME = "cameleer installation";

  @Override
  public int getOrder() {
    return ConfigDataEnvironmentPostProcessor.ORDER + 1;
  }

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    boolean installation =
        application.getAllSources().stream()
            .anyMatch(source ->
                source instanceof Class<?> type
                    && AnnotatedElementUtils.hasAnnotation(type, Installation.class));
    if (installation) {
      apply(InstallationLayout.find(environment), environment);
    }
  }

  /** Adds what an installation's layout says to an environment. */
  static void apply(InstallationLayout layout, ConfigurableEnvironment environment) {
    MutablePropertySources sources = environment.getPropertySources();
    PropertySource<?> file = ConfigurationFile.load(layout.configuration());
    if (sources.contains(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME)) {
      sources.addAfter(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, file);
    } else {
      sources.addLast(file);
    }
    addPlacesAndDefaults(layout, environment);
  }

  /** Adds where things are, next to the configuration file, and the defaults. */
  static void addPlacesAndDefaults(InstallationLayout layout, ConfigurableEnvironment environment) {
    Map<String, Object> places = layout.camelProperties(environment);
    MutablePropertySources sources = environment.getPropertySources();
    sources.addAfter(
        ConfigurationFile.SOURCE_NAME, new MapPropertySource(LAYOUT_SOURCE_NAME, places));
    sources.addLast(Defaults.load());
  }
}
