package io.cameleer.config;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Finds the installation's files, reads the configuration file, and tells Camel where routes and
 * kamelets are. What it adds ranks above {@code application.yaml} and below environment variables.
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
    apply(InstallationLayout.find(environment), environment);
  }

  /** Adds what a layout says to an environment. */
  static void apply(InstallationLayout layout, ConfigurableEnvironment environment) {
    MutablePropertySources sources = environment.getPropertySources();
    PropertySource<?> places = new MapPropertySource(LAYOUT_SOURCE_NAME, layout.camelProperties());
    if (sources.contains(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME)) {
      sources.addAfter(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, places);
    } else {
      sources.addLast(places);
    }
    sources.addBefore(LAYOUT_SOURCE_NAME, ConfigurationFile.load(layout.configuration()));
  }
}
