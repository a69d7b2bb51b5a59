package io.cameleer.job.store;

import io.cameleer.job.StoreException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The database, with its schema up to date. May be used from any thread, virtual ones included.
 *
 * <p>What has been written outlives the process, also one that is killed. SQLite may lose the
 * writes of the last moments when the machine loses power, but is not damaged by that; PostgreSQL
 * keeps them, unless it has been told otherwise.
 */
public final class Database implements AutoCloseable {

  private final DatabaseSettings settings;
  private final ReentrantLock opening = new ReentrantLock();
  private volatile @Nullable Connections connections;
  private boolean closed;

  private Database(DatabaseSettings settings) {
    this.settings = settings;
  }

  /**
   * Opens the database; creates or updates the schema.
   *
   * @throws DatabaseInUseException where another process has the database file
   * @throws StoreException where it can't be opened
   */
  public static Database open(DatabaseSettings settings) {
    Database database = of(settings);
    database.open();
    return database;
  }

  /**
   * A database that is opened when it is needed first. Where that fails, so does what needed it,
   * and the next tries again.
   */
  public static Database of(DatabaseSettings settings) {
    return new Database(settings);
  }

  /**
   * Opens it, unless it is open; creates or updates the schema.
   *
   * @throws DatabaseInUseException where another process has the database file
   * @throws StoreException where it can't be opened, or has been closed
   */
  public void open() {
    connections();
  }

  private Connections connections() {
    Connections open = connections;
    return open == null ? opened() : open;
  }

  private Connections opened() {
    opening.lock();
    try {
      Connections open = connections;
      if (open == null) {
        if (closed) {
          throw new StoreException("The database is closed");
        }
        open = Connections.open(settings);
        connections = open;
      }
      return open;
    } finally {
      opening.unlock();
    }
  }

  /** Reads, without a transaction around. */
  <T> T read(Function<Handle, T> statements) {
    return connections().readers().read(statements);
  }

  /** Writes all or, where it throws, nothing. */
  <T> T write(Function<Handle, T> statements) {
    return connections().writers().write(statements);
  }

  /** Ends running statements and gives the database file back; not to be used any more. */
  @Override
  public void close() {
    opening.lock();
    try {
      closed = true;
      Connections open = connections;
      if (open != null) {
        open.close();
      }
    } finally {
      opening.unlock();
    }
  }
}
