package io.cameleer.config;

import io.cameleer.catalog.ModelCatalogue;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The configuration in force. {@link #look} finds out whether one of its files has changed and
 * brings the change into force as a whole; a faulty one changes nothing. Each of the two files
 * counts for itself: a fault in one does not keep the other from being changed.
 *
 * <p>Everybody may ask at any time; only one thread may look.
 */
public final class LiveConfiguration {

  private static final Logger LOGGER = LoggerFactory.getLogger(LiveConfiguration.class);

  private final ConfigurationReader reader;
  private final Function<Boolean, @Nullable URI> sandbox;
  private final Clock clock;
  private final FileWatch configurationFile;
  private final FileWatch modelsFile;
  private final List<SnapshotListener> listeners = new CopyOnWriteArrayList<>();
  private final Map<String, List<ReloadProblem>> problemsByFile = new TreeMap<>();
  private final Settings first;
  private volatile Snapshot current;
  private volatile List<ReloadProblem> problems = List.of();
  private volatile List<String> restartNeeded = List.of();

  /**
   * Reads the configuration for the first time.
   *
   * @param sandbox where the sandbox listens, told whether it is wanted; null where it is not
   * @throws InvalidConfigurationException where it is faulty
   */
  LiveConfiguration(
      ConfigurationReader reader, Function<Boolean, @Nullable URI> sandbox, Clock clock) {
    this.reader = reader;
    this.sandbox = sandbox;
    this.clock = clock;
    this.configurationFile = reader.watchConfiguration();
    this.modelsFile = reader.watchModels();
    this.first = new SettingsReader(reader.environment(configurationFile)).read();
    this.current = snapshot(first, reader.models(modelsFile));
  }

  /** What is in force now. A call asks once and stays with the answer. */
  public Snapshot current() {
    return current;
  }

  /** What the program started with; it still holds where a change needs a restart. */
  public Settings first() {
    return first;
  }

  /** Why changes are not in force; empty where all are. */
  public List<ReloadProblem> problems() {
    return problems;
  }

  /** The changed properties that come into force with the next start only. */
  public List<String> restartNeeded() {
    return restartNeeded;
  }

  /** Has somebody make himself ready for every snapshot to come. */
  public void tell(SnapshotListener listener) {
    listeners.add(listener);
  }

  /** Looks whether something has changed, and brings it into force. */
  public void look() {
    if (configurationFile.changed()) {
      change(configurationFile, this::settingsChanged);
    }
    if (modelsFile.changed()) {
      change(modelsFile, this::modelsChanged);
    }
  }

  private void settingsChanged() {
    ConfigurableEnvironment reread = reader.environment(configurationFile);
    Settings settings = reader.follow(first, reread);
    replace(snapshot(settings, current.models()));
    restartNeeded = reader.restartNeeded(first, settings, reread);
    if (!restartNeeded.isEmpty()) {
      LOGGER.warn("A restart is needed to bring into force: {}", String.join(", ", restartNeeded));
    }
  }

  private void modelsChanged() {
    replace(snapshot(current.settings(), reader.models(modelsFile)));
  }

  private void replace(Snapshot next) {
    Snapshot old = current;
    listeners.forEach(listener -> listener.prepare(next));
    current = next;
    listeners.forEach(listener -> listener.replaced(old, next));
  }

  private Snapshot snapshot(Settings settings, ModelCatalogue models) {
    return new Snapshot(
        settings, models, settings.catalog(models, sandbox.apply(settings.sandbox())));
  }

  private void change(FileWatch watch, Runnable change) {
    String file = watch.known().getFirst().path().toString();
    try {
      change.run();
      problemsByFile.remove(file);
      LOGGER.info("The change of {} is in force", file);
    } catch (InvalidConfigurationException faulty) {
      note(file, faulty.problems());
    } catch (RuntimeException failed) {
      LOGGER.debug("The change of {} failed", file, failed);
      note(
          file,
          List.of(
              new ConfigurationProblem(
                  "(whole file)", null, failed.getMessage() + ".", "Undo the change.")));
    }
    problems = problemsByFile.values().stream().flatMap(List::stream).toList();
  }

  private void note(String file, List<ConfigurationProblem> faults) {
    List<ReloadProblem> noted = new ArrayList<>();
    for (ConfigurationProblem fault : faults) {
      LOGGER.warn(
          "The change of {} is not in force, what was in force stays so: {}",
          file,
          fault.describe());
      noted.add(ReloadProblem.of(file, fault, clock.instant()));
    }
    problemsByFile.put(file, noted);
  }
}
