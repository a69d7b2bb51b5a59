package io.cameleer.job.store;

import com.zaxxer.hikari.HikariDataSource;
import io.cameleer.job.StoreException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Connections of one kind, with a thread for each. Statements don't run on the threads that ask for
 * them: those are virtual, SQLite's native code would hold their carriers, and one that is
 * interrupted because its client left would tear its PostgreSQL connection down. Who asks waits for
 * the end, interrupted or not; statements are short.
 */
final class Lane implements AutoCloseable {

  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final ExecutorService threads;

  Lane(String name, DataSource source, int connections) {
    pool = new HikariDataSource();
    pool.setPoolName(name);
    pool.setDataSource(source);
    pool.setMaximumPoolSize(connections);
    pool.setMinimumIdle(1);
    jdbi = Jdbi.create(pool).registerArgument(new StorableText());
    threads =
        Executors.newFixedThreadPool(
            connections, Thread.ofPlatform().name(name + "-", 1).daemon().factory());
  }

  /** Reads, without a transaction around. */
  <T> T read(Function<Handle, T> statements) {
    return await(start(() -> jdbi.withHandle(statements::apply)));
  }

  /** Writes all or, where it throws, nothing. */
  <T> T write(Function<Handle, T> statements) {
    return await(start(() -> jdbi.inTransaction(statements::apply)));
  }

  private <T> Future<T> start(Callable<T> work) {
    try {
      return threads.submit(work);
    } catch (RejectedExecutionException closed) {
      throw new StoreException("The database is closed", closed);
    }
  }

  private static <T> T await(Future<T> work) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return work.get();
        } catch (InterruptedException later) {
          interrupted = true;
        } catch (ExecutionException failure) {
          Throwable cause = failure.getCause() == null ? failure : failure.getCause();
          throw new StoreException("The database failed: " + cause.getMessage(), cause);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    threads.close();
    pool.close();
  }
}
