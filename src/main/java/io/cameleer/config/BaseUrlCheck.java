package io.cameleer.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** Reads the base URL of a provider. Says nothing of its text: it might hold a key. */
final class BaseUrlCheck {

  private static final Set<String> SCHEMES = Set.of("http", "https");

  /** Stands in for a URL that has been reported: nothing is called before all is right. */
  private static final URI NOWHERE = URI.create("http://invalid");

  private final Environment environment;
  private final PropertyProblems problems;

  BaseUrlCheck(Environment environment, PropertyProblems problems) {
    this.environment = environment;
    this.problems = problems;
  }

  /**
   * The URL as configured, else of the well-known variable, else the built-in provider's own.
   *
   * @param key the property it is configured by
   * @return without slashes at its end
   */
  URI check(
      String key,
      @Nullable String configured,
      @Nullable BuiltInProvider builtIn,
      DialectDefaults dialect) {
    if (configured != null && !configured.isBlank()) {
      return read(key, configured, dialect);
    }
    if (builtIn == null) {
      problems.report(key, "it is missing.", "Write where the provider is, like https://host/v1.");
      return NOWHERE;
    }
    String fromVariable = environment.getProperty(builtIn.baseUrlVariable());
    return fromVariable == null || fromVariable.isBlank()
        ? URI.create(builtIn.baseUrl())
        : read(builtIn.baseUrlVariable(), fromVariable, dialect);
  }

  private URI read(String key, String text, DialectDefaults dialect) {
    String url = text.strip().replaceFirst("/+$", "");
    URI uri = parse(url);
    if (uri == null) {
      problems.report(
          key,
          "it is no http or https URL.",
          "Write it like https://host/v1, without user name, query or fragment.");
      return NOWHERE;
    }
    dialect
        .superfluousPath(url)
        .ifPresent(path ->
            problems.report(
                key,
                "it ends in " + path + ", which every call appends itself.",
                "Leave that off."));
    return uri;
  }

  private static @Nullable URI parse(String url) {
    try {
      URI uri = new URI(url);
      boolean usable =
          uri.getScheme() != null
              && SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))
              && uri.getHost() != null
              && uri.getRawUserInfo() == null
              && uri.getRawQuery() == null
              && uri.getRawFragment() == null;
      return usable ? uri : null;
    } catch (URISyntaxException malformed) {
      return null;
    }
  }
}
