package io.cameleer.camel.storage;

import io.cameleer.config.ConfigurationProblem;
import io.cameleer.config.InvalidConfigurationException;
import io.cameleer.config.Settings;
import io.cameleer.job.StoreException;
import io.cameleer.job.store.Database;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Opens the database before the routes start, where there are jobs, so that an operator learns at
 * once what is wrong with it. A server that does not answer keeps nobody from calling over HTTP:
 * jobs wait for it.
 */
final class DatabaseStart implements SmartLifecycle {

  private static final Logger LOGGER = LoggerFactory.getLogger(DatabaseStart.class);

  private final Database database;
  private final Settings settings;
  private volatile boolean running;

  DatabaseStart(Database database, Settings settings) {
    this.database = database;
    this.settings = settings;
  }

  @Override
  public void start() {
    running = true;
    if (!settings.jobs().enabled()) {
      return;
    }
    try {
      database.open();
    } catch (StoreException unusable) {
      String fault = Objects.requireNonNull(unusable.getMessage());
      if (settings.database().isFile()) {
        throw new InvalidConfigurationException(
            List.of(
                new ConfigurationProblem(
                    "cameleer.database.url",
                    null,
                    fault,
                    "Set CAMELEER_DATABASE_URL to another file or to PostgreSQL, or"
                        + " CAMELEER_DATA to another folder. CAMELEER_JOBS_ENABLED=false does"
                        + " without.")));
      }
      LOGGER.warn("Jobs wait for the database: {}", fault);
    }
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Camel's own phase is one of the last. */
  @Override
  public int getPhase() {
    return 0;
  }
}
