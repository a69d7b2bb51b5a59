package io.cameleer.job.store;

import org.jspecify.annotations.Nullable;

/**
 * Where the database is.
 *
 * @param url {@code jdbc:sqlite:<file>} or {@code jdbc:postgresql://…}
 * @param user who logs in at PostgreSQL, or null where the URL says
 * @param password with which password, or null
 * @param connections how many statements may run at the same time
 */
public record DatabaseSettings(
    String url, @Nullable String user, @Nullable String password, int connections) {

  private static final String SQLITE = "jdbc:sqlite:";
  private static final String POSTGRESQL = "jdbc:postgresql:";
  private static final int DEFAULT_CONNECTIONS = 8;

  /**
   * Checks the URL.
   *
   * @throws IllegalArgumentException where it is of another database, or there are no connections
   */
  public DatabaseSettings {
    if (!url.startsWith(SQLITE) && !url.startsWith(POSTGRESQL)) {
      throw new IllegalArgumentException(
          "A database is jdbc:sqlite:<file> or jdbc:postgresql://<host>/<database>, not " + url);
    }
    if (url.startsWith(SQLITE) && !url.matches("jdbc:sqlite:[^:?]+")) {
      throw new IllegalArgumentException(
          "After jdbc:sqlite: stands the path of a file and nothing else: " + url);
    }
    if (connections < 1) {
      throw new IllegalArgumentException("A database takes at least one connection");
    }
  }

  /** A database whose URL says everything. */
  public static DatabaseSettings of(String url) {
    return new DatabaseSettings(url, null, null, DEFAULT_CONNECTIONS);
  }

  /** The path of the SQLite file, or null where it is PostgreSQL. */
  @Nullable String file() {
    return url.startsWith(SQLITE) ? url.substring(SQLITE.length()) : null;
  }

  @Override
  public String toString() {
    return "DatabaseSettings[connections=" + connections + "]";
  }
}
