package io.cameleer.config;

import io.cameleer.catalog.ModelCatalogue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

/**
 * Reads the configuration as it is written at the moment, by the same rules at start-up and later.
 */
final class ConfigurationReader {

  private static final String SERVER = CameleerProperties.PREFIX + ".server";
  private static final String JOBS = CameleerProperties.PREFIX + ".jobs";
  private static final String KAFKA = CameleerProperties.PREFIX + ".kafka";

  private final ConfigurableEnvironment environment;
  private final OtherProperties others;
  private final Resource configuration;
  private final Resource models;

  /** Reads the files of an installation into copies of this environment. */
  ConfigurationReader(ConfigurableEnvironment environment, InstallationLayout layout) {
    this.environment = environment;
    this.others = OtherProperties.of(environment);
    this.configuration = layout.configuration();
    this.models = layout.models();
  }

  /** Watches the configuration file; inside the jar it can't change. */
  FileWatch watchConfiguration() {
    return watch(configuration);
  }

  /** Watches the model catalogue; inside the jar it can't change. */
  FileWatch watchModels() {
    return watch(models);
  }

  private static FileWatch watch(Resource resource) {
    List<Path> files =
        resource instanceof FileSystemResource file ? List.of(Path.of(file.getPath())) : List.of();
    return new FileWatch(() -> files);
  }

  /** The environment with the configuration file as it is now. */
  ConfigurableEnvironment environment(FileWatch watch) {
    ConfigurableEnvironment reread =
        ConfigurationFile.reread(environment, resource(watch, configuration));
    LibraryConfiguration.refreshShippedLists(reread);
    return reread;
  }

  /**
   * The model catalogue.
   *
   * @throws InvalidConfigurationException where it is faulty
   */
  ModelCatalogue models(FileWatch watch) {
    return ModelCatalogueFile.load(resource(watch, models));
  }

  private static Resource resource(FileWatch watch, Resource insideJar) {
    return watch.known().isEmpty() ? insideJar : watch.known().getFirst().resource();
  }

  /**
   * Settings that may follow others without a restart.
   *
   * @throws InvalidConfigurationException where they are faulty, or would open a server to everyone
   */
  Settings follow(Settings first, ConfigurableEnvironment reread) {
    Settings settings = new SettingsReader(reread).read();
    if (settings.gatewayKeys().isEmpty() && !first.server().onlyThisMachine()) {
      throw InvalidConfigurationException.of(
          CameleerProperties.PREFIX + ".api-keys",
          null,
          "without keys everyone who reaches %s could spend your money."
              .formatted(first.server().address()),
          "Keep a key, or restart Cameleer: without keys it serves this machine only.");
    }
    return settings;
  }

  /** What differs from the first settings and is looked at only at start-up. */
  List<String> restartNeeded(Settings first, Settings now, ConfigurableEnvironment reread) {
    List<String> keys = new ArrayList<>();
    if (!first.server().equals(now.server())) {
      keys.add(SERVER);
    }
    if (!first.jobs().kafka().equals(now.jobs().kafka())) {
      keys.add(KAFKA);
    }
    if (!first.jobs().on(now.jobs().kafka()).equals(now.jobs())) {
      keys.add(JOBS);
    }
    if (!first.database().equals(now.database())) {
      keys.add(DatabaseCheck.KEY);
    }
    keys.addAll(others.differences(OtherProperties.of(reread)));
    return keys;
  }
}
