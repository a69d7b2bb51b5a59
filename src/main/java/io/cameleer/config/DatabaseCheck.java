package io.cameleer.config;

import io.cameleer.catalog.Secret;
import io.cameleer.job.store.DatabaseSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes settings of what is configured for the database. Says nothing of the URL's text. */
final class DatabaseCheck {

  /** Where it stands. */
  static final String KEY = CameleerProperties.PREFIX + ".database";

  private static final String FILE = "cameleer.db";
  private static final Pattern SERVER = Pattern.compile("postgres(?:ql)?://.*");

  private final PropertyProblems problems;
  private final OptionalSecrets secrets;

  DatabaseCheck(PropertyProblems problems) {
    this.problems = problems;
    this.secrets = new OptionalSecrets(problems);
  }

  /**
   * The settings.
   *
   * @param data the folder of the gateway's data
   */
  DatabaseSettings check(DatabaseProperties database, Path data) {
    DatabaseSettings usual = DatabaseSettings.of("jdbc:sqlite:" + data.resolve(FILE));
    Secret url = secrets.read(KEY + ".url", database.url());
    Secret password = secrets.read(KEY + ".password", database.password());
    String user = database.user() == null ? "" : database.user().strip();
    if (url == null) {
      return usual;
    }
    try {
      DatabaseSettings settings =
          SERVER.matcher(url.reveal()).matches()
              ? ofServer(new URI(url.reveal()))
              : DatabaseSettings.of(url.reveal());
      return new DatabaseSettings(
          settings.url(),
          user.isEmpty() ? settings.user() : (String) user,
          password == null ? settings.password() : (String) password.reveal(),
          settings.connections());
    } catch (URISyntaxException | IllegalArgumentException unusable) {
      problems.report(
          KEY + ".url",
          "it is no URL of a database.",
          "Write jdbc:sqlite:data/cameleer.db, postgresql://user:password@host/database, or"
              + " jdbc:postgresql://host/database.");
      return usual;
    }
  }

  /** PostgreSQL's own form of URL, which other tools take as well. */
  private static DatabaseSettings ofServer(URI uri) {
    if (uri.getHost() == null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException();
    }
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String[] login = uri.getRawUserInfo() == null ? new String[0] : login(uri.getRawUserInfo());
    return new DatabaseSettings(
        "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query,
        login.length > 0 ? decoded(login[0]) : null,
        login.length > 1 ? decoded(login[1]) : null,
        DatabaseSettings.DEFAULT_CONNECTIONS);
  }

  private static String[] login(String userInfo) {
    return userInfo.split(":", 2);
  }

  private static @Nullable String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
