package io.cameleer.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.FileSystemResource;

/** Spring's environment as at start-up, with a configuration file and environment variables. */
final class Configured {

  private final Map<String, Object> variables = new HashMap<>();
  private final Path file;

  private Configured(Path file) {
    this.file = file;
  }

  /** An environment whose configuration file has this text. */
  static Configured by(Path folder, String yaml) throws IOException {
    return new Configured(Files.writeString(folder.resolve("cameleer.yaml"), yaml));
  }

  /** An environment whose file has this text below {@code cameleer:}. */
  static Configured below(Path folder, String yaml) throws IOException {
    return by(folder, "cameleer:\n" + yaml.indent(2));
  }

  /** With an environment variable. */
  Configured with(String variable, String value) {
    variables.put(variable, value);
    return this;
  }

  /** The environment. */
  ConfigurableEnvironment environment() {
    StandardEnvironment environment = new StandardEnvironment();
    MutablePropertySources sources = environment.getPropertySources();
    sources.replace(
        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
        new SystemEnvironmentPropertySource(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
    ConfigurationPropertySources.attach(environment);
    sources.addLast(ConfigurationFile.load(new FileSystemResource(file)));
    return environment;
  }

  /** The settings read from it. */
  Settings settings() {
    return new SettingsReader(environment()).read();
  }
}
