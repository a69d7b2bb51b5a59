package io.cameleer.catalog;

import java.util.List;

/**
 * A name that clients use for a model.
 *
 * @param name as it stands in {@code model} of a request
 * @param candidates what it stands for; those whose provider is off are skipped
 * @param strategy how they are ordered
 */
public record Alias(
    String name, List<WeightedReference> candidates, Strategy strategy, AliasRules rules) {

  public Alias {
    candidates = List.copyOf(candidates);
  }

  /** A chain of fallbacks, best first, without further rules. */
  public static Alias inOrder(String name, List<ModelReference> candidates) {
    return new Alias(
        name,
        candidates.stream().map(reference -> new WeightedReference(reference, 1)).toList(),
        Strategy.IN_ORDER,
        AliasRules.NONE);
  }

  /**
   * A candidate by name.
   *
   * @param weight its share among the weights of the alias, above 0; counts for {@link
   *     Strategy#WEIGHTED} only
   */
  public record WeightedReference(ModelReference reference, double weight) {}
}
