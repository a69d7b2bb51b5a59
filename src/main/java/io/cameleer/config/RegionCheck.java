package io.cameleer.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads names of regions. They are the operator's own words: two that differ in a letter are two
 * regions, so they are written in one way only.
 */
final class RegionCheck {

  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");

  private final PropertyProblems problems;

  RegionCheck(PropertyProblems problems) {
    this.problems = problems;
  }

  /** The regions, in the order written. */
  Set<String> regions(String key, List<String> written) {
    Set<String> regions = new LinkedHashSet<>();
    for (int i = 0; i < written.size(); i++) {
      regions.add(read(key + "[" + i + "]", written.get(i)));
    }
    return regions;
  }

  /** A region, or null where none is configured. */
  @Nullable String region(String key, @Nullable String written) {
    return written == null || written.isBlank() ? null : read(key, written);
  }

  private String read(String key, @Nullable String written) {
    String name = Objects.requireNonNullElse(written, "").strip();
    if (!NAME.matcher(name).matches()) {
      problems.report(
          key,
          "'" + name + "' is no name of a region.",
          "Use lower-case letters, digits and, between them, hyphens, like eu or us-east.");
    }
    return name;
  }
}
