package io.cameleer.routing;

import io.cameleer.catalog.AliasRules;
import io.cameleer.catalog.Catalog;
import io.cameleer.catalog.HedgeAfter;
import io.cameleer.routing.RoutingRules.TagRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the operator's rules for aliases and tags make of one call.
 *
 * @param regions the sets of regions it has to stay within, all of them: what the call itself, any
 *     alias it names and any of its tags demand
 * @param providers what its tags allow
 * @param alias the rules of its first alias, which say who else may be asked
 * @param hedgeAfter when a second candidate is asked: what the first tag says that says anything,
 *     else the alias
 */
record CallRules(
    List<Set<String>> regions,
    List<AllowedProviders.OfTag> providers,
    AliasRules alias,
    @Nullable HedgeAfter hedgeAfter) {

  /**
   * Gathers the rules. Those of the alias that the client named hold whoever was chosen by task.
   */
  static CallRules of(CallTraits call, List<AskedName> names, RoutingRules rules, Catalog catalog) {
    List<Set<String>> regions = new ArrayList<>(2);
    List<AllowedProviders.OfTag> providers = new ArrayList<>(0);
    demand(regions, call.regions());
    AliasRules first = null;
    for (AskedName name : names) {
      first = with(regions, first, catalog.rulesOf(name.name()));
    }
    first = with(regions, first, catalog.rulesOf(call.model()));
    HedgeAfter hedgeAfter = null;
    for (String tag : call.tags()) {
      TagRules ofTag = rules.tags().get(tag);
      if (ofTag == null) {
        continue;
      }
      demand(regions, ofTag.regions());
      if (!ofTag.providers().isEmpty()) {
        providers.add(new AllowedProviders.OfTag(tag, ofTag.providers()));
      }
      hedgeAfter = hedgeAfter == null ? ofTag.hedgeAfter() : hedgeAfter;
    }
    AliasRules alias = first == null ? AliasRules.NONE : first;
    return new CallRules(
        regions, providers, alias, hedgeAfter == null ? alias.hedgeAfter() : hedgeAfter);
  }

  private static @Nullable AliasRules with(
      List<Set<String>> regions, @Nullable AliasRules first, @Nullable AliasRules further) {
    if (further == null) {
      return first;
    }
    demand(regions, further.regions());
    return first == null ? further : first;
  }

  private static void demand(List<Set<String>> regions, Set<String> demanded) {
    if (!demanded.isEmpty() && !regions.contains(demanded)) {
      regions.add(demanded);
    }
  }

  /** What must hold of every candidate, what the operator demands before what the request wants. */
  List<Constraint> constraints(CallTraits call, Catalog catalog, ParameterSupport parameters) {
    List<Constraint> constraints = new ArrayList<>(3);
    if (!regions.isEmpty()) {
      constraints.add(new Residency(regions, catalog));
    }
    if (!providers.isEmpty()) {
      constraints.add(new AllowedProviders(providers));
    }
    if (WishedCandidates.any(call.wishes())) {
      constraints.add(new WishedCandidates(call, catalog, parameters));
    }
    return constraints;
  }
}
