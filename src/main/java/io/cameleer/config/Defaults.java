package io.cameleer.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;

/**
 * The defaults of the frameworks below Cameleer. They are no {@code application.yaml}: whoever has
 * Cameleer's jar on the class path would get one that is not his.
 */
final class Defaults {

  private static final String FILE = "cameleer/defaults.yaml";
  private static final String SOURCE_NAME = "cameleer defaults";

  private Defaults() {}

  /** The defaults as the last of all sources of properties. */
  static PropertySource<?> load() {
    try {
      return new YamlPropertySourceLoader()
          .load(SOURCE_NAME, new ClassPathResource(FILE))
          .getFirst();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(FILE + " can't be read", unreadable);
    }
  }
}
