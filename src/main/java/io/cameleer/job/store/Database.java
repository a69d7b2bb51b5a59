package io.cameleer.job.store;

import io.cameleer.job.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The database, with its schema up to date. May be used from any thread, virtual ones included.
 *
 * <p>What has been written outlives the process, also one that is killed. SQLite may lose the
 * writes of the last moments when the machine loses power, but is not damaged by that; PostgreSQL
 * keeps them, unless it has been told otherwise.
 */
public final class Database implements AutoCloseable {

  /**
   * SQLite has one writer at a time; waiting in our own queue is fair, waiting in SQLite is not.
   */
  private static final int SQLITE_WRITERS = 1;

  private static final int SQLITE_BUSY_TIMEOUT_MS = 10_000;

  /** After this a server that does not answer is given up, unless the URL says otherwise. */
  private static final int POSTGRESQL_TIMEOUT_SECONDS = 60;

  private final Lane writers;
  private final Lane readers;
  private final @Nullable ExclusiveFile file;

  private Database(Lane writers, Lane readers, @Nullable ExclusiveFile file) {
    this.writers = writers;
    this.readers = readers;
    this.file = file;
  }

  /**
   * Opens the database; creates or updates the schema.
   *
   * @throws DatabaseInUseException where another process has the database file
   * @throws StoreException where it can't be opened
   */
  public static Database open(DatabaseSettings settings) {
    String file = settings.file();
    try {
      return file == null ? openPostgres(settings) : openSqlite(Path.of(file), settings);
    } catch (IOException failure) {
      throw new StoreException("The database can't be opened: " + failure.getMessage(), failure);
    }
  }

  private static Database openSqlite(Path path, DatabaseSettings settings) throws IOException {
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
      return new Database(
          new Lane("sqlite-writer", source, SQLITE_WRITERS),
          new Lane("sqlite-reader", source, settings.connections()),
          file);
    } catch (RuntimeException failure) {
      file.close();
      throw failure;
    }
  }

  private static Database openPostgres(DatabaseSettings settings) {
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
    return new Database(lane, lane, null);
  }

  private static void migrate(DataSource source) {
    try {
      Flyway.configure(Database.class.getClassLoader())
          .dataSource(source)
          .locations("classpath:db/migration")
          .table("cameleer_schema_history")
          .load()
          .migrate();
    } catch (FlywayException failure) {
      throw new StoreException("The database can't be opened: " + failure.getMessage(), failure);
    }
  }

  /** Reads, without a transaction around. */
  <T> T read(Function<Handle, T> statements) {
    return readers.read(statements);
  }

  /** Writes all or, where it throws, nothing. */
  <T> T write(Function<Handle, T> statements) {
    return writers.write(statements);
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
