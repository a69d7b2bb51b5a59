package io.cameleer.job.store;

import io.cameleer.job.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The connections of an open database.
 *
 * @param writers for what writes
 * @param readers for what reads
 * @param file what keeps other processes from the file, or null where it is no file
 */
record Connections(Lane writers, Lane readers, @Nullable ExclusiveFile file)
    implements AutoCloseable {

  /**
   * SQLite has one writer at a time; waiting in our own queue is fair, waiting in SQLite is not.
   */
  private static final int SQLITE_WRITERS = 1;

  private static final int SQLITE_BUSY_TIMEOUT_MS = 10_000;

  /** After this a server that does not answer is given up, unless the URL says otherwise. */
  private static final int POSTGRESQL_TIMEOUT_SECONDS = 60;

  /**
   * Opens a database; creates or updates the schema.
   *
   * @throws DatabaseInUseException where another process has the database file
   * @throws StoreException where it can't be opened
   */
  static Connections open(DatabaseSettings settings) {
    String file = settings.file();
    try {
      return file == null ? openPostgres(settings) : openSqlite(Path.of(file), settings);
    } catch (IOException failure) {
      throw new StoreException("The database can't be opened: " + failure.getMessage(), failure);
    }
  }

  private static Connections openSqlite(Path path, DatabaseSettings settings) throws IOException {
    ExclusiveFile file = ExclusiveFile.take(path);
    try {
      SQLiteConfig config = new SQLiteConfig();
      config.setJournalMode(SQLiteConfig.JournalMode.WAL);
      config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
      config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
      config.setBusyTimeout(SQLITE_BUSY_TIMEOUT_MS);
      SQLiteDataSource source = new SQLiteDataSource(config);
      source.setUrl(settings.url());
      migrate(source);
      return new Connections(
          new Lane("sqlite-writer", source, SQLITE_WRITERS),
          new Lane("sqlite-reader", source, settings.connections()),
          file);
    } catch (RuntimeException failure) {
      file.close();
      throw failure;
    }
  }

  private static Connections openPostgres(DatabaseSettings settings) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(settings.url());
    if (settings.user() != null) {
      source.setUser(settings.user());
    }
    if (settings.password() != null) {
      source.setPassword(settings.password());
    }
    migrate(source);
    // Not before: to change a large table may take longer.
    if (source.getSocketTimeout() == 0) {
      source.setSocketTimeout(POSTGRESQL_TIMEOUT_SECONDS);
    }
    Lane lane = new Lane("postgresql", source, settings.connections());
    return new Connections(lane, lane, null);
  }

  private static void migrate(DataSource source) {
    try {
      Flyway.configure(Database.class.getClassLoader())
          .dataSource(source)
          .locations("classpath:cameleer/db/migration")
          .table("cameleer_schema_history")
          .load()
          .migrate();
    } catch (FlywayException failure) {
      // The lines below the first draw a frame around what that says.
      String reason = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
      throw new StoreException("The database can't be opened: " + reason, failure);
    }
  }

  /** Ends running statements and gives the database file back. */
  @Override
  public void close() {
    readers.close();
    writers.close();
    if (file != null) {
      try {
        file.close();
      } catch (IOException failure) {
        throw new StoreException("The database's lock can't be lifted", failure);
      }
    }
  }
}
