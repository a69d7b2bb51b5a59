package io.cameleer.config;

import io.cameleer.catalog.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.util.ResourceUtils;

/**
 * A text that may be secret, as configured: the text itself, {@code ${VARIABLE}} (which Spring has
 * replaced already if the variable is set), or {@code file:/run/secrets/name}. Shows none of it.
 */
public final class SecretSource {

  private static final Pattern UNRESOLVED = Pattern.compile("\\$\\{([^:}]+)[^}]*}");

  private final String text;

  private SecretSource(String text) {
    this.text = text.strip();
  }

  /** Takes the text of the configuration. */
  public static SecretSource of(String text) {
    return new SecretSource(text);
  }

  /** Whether nothing is configured. */
  boolean blank() {
    return text.isEmpty();
  }

  /** The variable that the text refers to and that is not set. */
  Optional<String> missingVariable() {
    Matcher unresolved = UNRESOLVED.matcher(text);
    return unresolved.find() ? Optional.of(unresolved.group(1)) : Optional.empty();
  }

  /**
   * The secret, read from its file where it is in one. Reports what can't be read; the secret is
   * empty then.
   *
   * @param key the property it is configured by
   */
  Secret resolve(PropertyProblems problems, String key) {
    String value = text.startsWith(ResourceUtils.FILE_URL_PREFIX) ? read(problems, key) : text;
    if (value.chars().anyMatch(Character::isISOControl)) {
      problems.report(
          key, "it has a line break or another control character in it.", "Write it on one line.");
      return new Secret("");
    }
    return new Secret(value);
  }

  private String read(PropertyProblems problems, String key) {
    try {
      Path file = ResourceUtils.getFile(text).toPath();
      String content = Files.readString(file).strip();
      if (content.isEmpty()) {
        problems.report(key, "the file " + file + " is empty.", "Write the secret into it.");
      }
      return content;
    } catch (IOException | RuntimeException unreadable) {
      problems.report(
          key,
          text.substring(ResourceUtils.FILE_URL_PREFIX.length()) + " can't be read as a text file.",
          "Check that it is there and that the user Cameleer runs as may read it.");
      return "";
    }
  }

  @Override
  public String toString() {
    return "***";
  }
}
