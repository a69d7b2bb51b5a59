package io.cameleer.catalog;

import java.util.List;

/**
 * A name that clients use for a model.
 *
 * @param name as it stands in {@code model} of a request
 * @param candidates what it stands for, best first; those whose provider is off are skipped
 */
public record Alias(String name, List<ModelReference> candidates) {

  public Alias {
    candidates = List.copyOf(candidates);
  }
}
