package io.cameleer.config;

import io.cameleer.catalog.Secret;
import org.jspecify.annotations.Nullable;

/** Reads secrets that need not be there. */
final class OptionalSecrets {

  private final PropertyProblems problems;

  OptionalSecrets(PropertyProblems problems) {
    this.problems = problems;
  }

  /** The secret, or null where none is written, or one whose variable is missing. */
  @Nullable Secret read(String key, @Nullable SecretSource source) {
    if (source == null || source.blank()) {
      return null;
    }
    if (source.missingVariable().isPresent()) {
      problems.report(
          key,
          "the variable " + source.missingVariable().get() + " is not set.",
          "Set it, or remove the key.");
      return null;
    }
    return source.resolve(problems, key);
  }
}
