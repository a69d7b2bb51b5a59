package io.cameleer.catalog;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gives traits to the models whose id matches, and takes them away.
 *
 * @param dialect the dialect whose models are meant, or null for every dialect
 * @param pattern looked for in the lower-case id without vendor prefix; null for every id
 */
public record TraitRule(
    @Nullable String dialect, @Nullable Pattern pattern, Set<Trait> added, Set<Trait> removed) {

  public TraitRule {
    added = Set.copyOf(added);
    removed = Set.copyOf(removed);
  }

  boolean appliesTo(String modelDialect, ModelId id) {
    return (dialect == null || dialect.equals(modelDialect))
        && (pattern == null || pattern.matcher(id.bare()).find());
  }
}
