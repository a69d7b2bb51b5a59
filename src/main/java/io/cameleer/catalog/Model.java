package io.cameleer.catalog;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A provider's model, with what the catalogue knows of it. A model the catalogue doesn't list still
 * has the traits of the patterns its id matches.
 *
 * @param id the provider's own id
 * @param contextWindow tokens of prompt and answer, or null where unknown
 * @param maxOutputTokens the most tokens of an answer, or null where unknown
 * @param price or null where unknown; an unknown price is never taken for 0
 */
public record Model(
    String id,
    @Nullable Integer contextWindow,
    @Nullable Integer maxOutputTokens,
    @Nullable Price price,
    Set<Trait> traits) {

  public Model {
    traits = Set.copyOf(traits);
  }

  /** This model without some traits, which the provider at hand can't offer. */
  public Model without(Set<Trait> missing) {
    if (traits.stream().noneMatch(missing::contains)) {
      return this;
    }
    Set<Trait> left = new HashSet<>(traits);
    left.removeAll(missing);
    return new Model(id, contextWindow, maxOutputTokens, price, left);
  }

  /** This model with some traits more, which it turned out to have. */
  public Model with(Set<Trait> more) {
    if (traits.containsAll(more)) {
      return this;
    }
    Set<Trait> all = new HashSet<>(traits);
    all.addAll(more);
    return new Model(id, contextWindow, maxOutputTokens, price, all);
  }

  /** Whether the model has this trait. */
  public boolean has(Trait trait) {
    return traits.contains(trait);
  }
}
