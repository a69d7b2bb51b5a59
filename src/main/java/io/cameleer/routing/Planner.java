package io.cameleer.routing;

import io.cameleer.catalog.AliasRules;
import io.cameleer.catalog.Catalog;
import io.cameleer.chat.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleSupplier;

/**
 * Decides who may serve a call, in which order and why. Immutable; as thread-safe as the health and
 * the random numbers it is given.
 */
public final class Planner {

  private static final String NO_FALLBACKS = "is a fallback, and provider.allow_fallbacks is false";

  private final RoutingRules rules;
  private final Health health;
  private final DoubleSupplier random;

  /**
   * A planner under some rules.
   *
   * @param random numbers from 0 to 1, 1 excluded
   */
  public Planner(RoutingRules rules, Health health, DoubleSupplier random) {
    this.rules = rules;
    this.health = health;
    this.random = random;
  }

  /**
   * Makes the plan of a call: candidates in order, or a refusal.
   *
   * @param chosenByTask the aliases or models that the content-based router chose, in order; empty
   *     where it chose none, or was not asked
   * @param catalog what there is to choose from
   * @param parameters asked only where the request wants every parameter honoured
   */
  public Plan plan(
      CallTraits call, List<String> chosenByTask, Catalog catalog, ParameterSupport parameters) {
    List<AskedName> names = AskedName.of(call, chosenByTask, catalog);
    CandidateSearch search = search(call, names, catalog);
    Selection selection = new Selection(search.found(), search.skipped());
    if (selection.isEmpty()) {
      Failure refusal = Objects.requireNonNull(search.refusal(), "every call names a model");
      return Plan.refused(refusal, selection.skipped());
    }
    CallRules callRules = CallRules.of(call, names, rules, catalog);
    List<Constraint> constraints = callRules.constraints(call, catalog, parameters);
    Failure refusal = selection.hold(constraints, call.model());
    if (refusal != null) {
      return Plan.refused(refusal, selection.skipped());
    }
    List<Objection> objections = dropUnfit(call, selection, constraints);
    return finished(
        call,
        selection,
        callRules,
        new FurtherCandidates(catalog, rules.refuseRetiredModels(), objections));
  }

  private CandidateSearch search(CallTraits call, List<AskedName> names, Catalog catalog) {
    Orderings orderings = new Orderings(call, health, random);
    CandidateSearch search =
        new CandidateSearch(catalog, orderings, rules.refuseRetiredModels(), call.embeddings());
    names.forEach(search::find);
    return search;
  }

  /** Gives everything that may speak against further candidates, what costs most to ask last. */
  private static List<Objection> dropUnfit(
      CallTraits call, Selection selection, List<Constraint> constraints) {
    List<Objection> objections = new ArrayList<>(constraints.size() + 2);
    String bound = call.providerBound();
    if (bound != null) {
      String provider = selection.first().candidate().provider().name();
      Objection elsewhere =
          candidate -> candidate.provider().name().equals(provider) ? null : bound;
      selection.drop(elsewhere);
      objections.add(elsewhere);
    }
    Fitness fitness = new Fitness(call);
    selection.dropUnfit(fitness);
    objections.add(fitness);
    objections.addAll(constraints);
    return objections;
  }

  private static Plan finished(
      CallTraits call, Selection selection, CallRules rules, FurtherCandidates further) {
    Wishes wishes = call.wishes();
    if (!wishes.allowFallbacks() && wishes.order().isEmpty()) {
      selection.dropFallbacks(NO_FALLBACKS);
    }
    AliasRules alias = wishes.allowFallbacks() ? rules.alias() : AliasRules.NONE;
    return new Plan(
        selection.planned(),
        selection.skipped(),
        further.of(alias.onContextLength(), "for prompts that do not fit"),
        further.of(alias.onContentFilter(), "for content that was filtered"),
        wishes.requireParameters(),
        wishes.allowFallbacks() && selection.hasSeveral() ? rules.hedgeAfter() : null,
        selection.warnings(),
        null);
  }
}
