package io.cameleer.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong, so that an operator sees all of it at once. Not thread-safe. */
final class Problems {

  private final List<ConfigurationProblem> found = new ArrayList<>();

  /** Adds a problem; its place is null where not known. */
  void add(String key, @Nullable String place, String fault, String remedy) {
    found.add(new ConfigurationProblem(key, place, fault, remedy));
  }

  /** All problems so far. */
  List<ConfigurationProblem> found() {
    return List.copyOf(found);
  }

  /**
   * Goes on only if nothing is wrong.
   *
   * @throws InvalidConfigurationException with all problems found
   */
  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new InvalidConfigurationException(found);
    }
  }
}
