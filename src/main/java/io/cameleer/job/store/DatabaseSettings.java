package io.cameleer.job.store;

import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

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

  /** How many statements usually may run at the same time. */
  public static final int DEFAULT_CONNECTIONS = 8;

  /**
   * Checks the URL; says nothing of its text, which may hold a password.
   *
   * @throws IllegalArgumentException where it is of another database, or there are no connections
   */
  public DatabaseSettings {
    if (!url.startsWith(SQLITE) && !url.startsWith(POSTGRESQL)) {
      throw new IllegalArgumentException(
          "A database is jdbc:sqlite:<file> or jdbc:postgresql://<host>/<database>");
    }
    if (url.startsWith(SQLITE) && !url.matches("jdbc:sqlite:[^:?]+")) {
      throw new IllegalArgumentException(
          "After jdbc:sqlite: stands the path of a file and nothing else");
    }
    if (url.startsWith(POSTGRESQL) && !isUnderstood(url)) {
      throw new IllegalArgumentException("After jdbc:postgresql: stands //<host>/<database>");
    }
    if (connections < 1) {
      throw new IllegalArgumentException("A database takes at least one connection");
    }
  }

  /** What the driver throws is left out, since it quotes the URL. */
  private static boolean isUnderstood(String url) {
    try {
      new PGSimpleDataSource().setURL(url);
      return true;
    } catch (IllegalArgumentException notUnderstood) {
      return false;
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

  /** Whether it is a file of this machine rather than a server. */
  public boolean isFile() {
    return file() != null;
  }

  @Override
  public String toString() {
    return "DatabaseSettings[connections=" + connections + "]";
  }
}
