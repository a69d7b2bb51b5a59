package io.cameleer.config;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the names of the entries of one list: each has one, without white space, its own. */
final class NameCheck {

  private final PropertyProblems problems;
  private final String kind;
  private final String remedy;
  private final Set<String> seen = new HashSet<>();

  /**
   * Reads names.
   *
   * @param kind what is named, with its article, such as {@code an alias}
   * @param remedy what to write where the name is missing
   */
  NameCheck(PropertyProblems problems, String kind, String remedy) {
    this.problems = problems;
    this.kind = kind;
    this.remedy = remedy;
  }

  /** The name, stripped; empty where it is missing. */
  String name(String key, @Nullable String written) {
    String name = Objects.requireNonNullElse(written, "").strip();
    if (name.isEmpty() || name.chars().anyMatch(Character::isWhitespace)) {
      problems.report(key, kind + " has a name without white space.", remedy);
    } else if (!seen.add(name)) {
      String bare = kind.substring(kind.indexOf(' ') + 1);
      problems.report(key, "the " + bare + " '" + name + "' is there already.", "Merge the two.");
    }
    return name;
  }
}
