package io.cameleer.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads paths of folders that need not be there yet. */
final class PathCheck {

  private final PropertyProblems problems;

  PathCheck(PropertyProblems problems) {
    this.problems = problems;
  }

  /**
   * The folder.
   *
   * @param written null: the usual one
   */
  Path folder(String key, @Nullable String written, Path usual) {
    if (written == null) {
      return usual;
    }
    try {
      if (!written.isBlank()) {
        return Path.of(written.strip());
      }
    } catch (InvalidPathException noPath) {
      // reported below, like none at all
    }
    problems.report(key, "it is no path.", "Write one, like " + usual + ".");
    return usual;
  }
}
