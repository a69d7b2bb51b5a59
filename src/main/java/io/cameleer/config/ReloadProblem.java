package io.cameleer.config;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a change of a file is not in force. Never holds a secret's value.
 *
 * @param file its path
 * @param line where it is faulty, or null where not known
 * @param reason what is wrong and what to do
 * @param since when that was found
 */
public record ReloadProblem(String file, @Nullable Integer line, String reason, Instant since) {

  /** What is wrong with a value in a file. */
  static ReloadProblem of(String file, ConfigurationProblem problem, Instant since) {
    return new ReloadProblem(
        file,
        line(file, problem.place()),
        problem.key() + ": " + problem.fault() + " " + problem.remedy(),
        since);
  }

  /** Null where the value was not written in that file, but comes from a variable. */
  private static @Nullable Integer line(String file, @Nullable String place) {
    String prefix = file + ", line ";
    return place == null || !place.startsWith(prefix)
        ? null
        : Integer.valueOf(place.substring(prefix.length()));
  }
}
