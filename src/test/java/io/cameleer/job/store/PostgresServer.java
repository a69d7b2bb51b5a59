package io.cameleer.job.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL server for the tests of this process. It comes with its binaries from Maven
 * Central. The binaries refuse to run as root; where the tests run as root they run in a user
 * namespace, and where a container forbids those, {@code CAMELEER_TEST_POSTGRESQL} gives the JDBC
 * URL of a server to use instead, with a user that may create databases.
 */
final class PostgresServer {

  private static final @Nullable String GIVEN = System.getenv("CAMELEER_TEST_POSTGRESQL");

  private PostgresServer() {}

  /** The JDBC URL of a new, empty database. */
  static String newDatabase() {
    String admin = GIVEN == null ? Started.SERVER.getJdbcUrl("postgres", "postgres") : GIVEN;
    String name = "test_" + UUID.randomUUID().toString().replace("-", "");
    try (Connection connection = DriverManager.getConnection(admin);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
    return admin.replaceFirst("/[^/?]+(\\?|$)", "/" + name + "$1");
  }

  /** The server of its own; it stops with the process. */
  private static final class Started {

    private static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().start();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }
}
