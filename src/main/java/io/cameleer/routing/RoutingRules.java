package io.cameleer.routing;

import io.cameleer.catalog.HedgeAfter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the operator has laid down for all calls.
 *
 * @param tags rules for calls with a tag, by the tag
 * @param refuseRetiredModels whether a call for a retired model fails instead of going to its
 *     successor
 */
public record RoutingRules(Map<String, TagRules> tags, boolean refuseRetiredModels) {

  /** No rules. */
  public static final RoutingRules NONE = new RoutingRules(Map.of(), false);

  public RoutingRules {
    tags = Map.copyOf(tags);
  }

  /**
   * Rules for calls with one tag.
   *
   * @param regions where such calls have to stay; empty: anywhere
   * @param providers the only providers they may go to; empty: all
   * @param hedgeAfter when a second candidate is asked beside the first, or null for what the alias
   *     says
   */
  public record TagRules(
      Set<String> regions, List<String> providers, @Nullable HedgeAfter hedgeAfter) {
    public TagRules {
      regions = Set.copyOf(regions);
      providers = List.copyOf(providers);
    }
  }
}
