package io.cameleer.config;

import io.cameleer.catalog.Alias;
import io.cameleer.catalog.Alias.WeightedReference;
import io.cameleer.catalog.AliasRules;
import io.cameleer.catalog.ModelReference;
import io.cameleer.catalog.Strategy;
import io.cameleer.config.CameleerProperties.NamedCandidates;
import java.util.ArrayList;
import java.util.List;

/** Makes aliases of what is configured, and reports what is wrong with them. */
final class AliasCheck {

  private static final String KEY = CameleerProperties.PREFIX + ".aliases";

  private final PropertyProblems problems;
  private final NameCheck names;
  private final CandidateCheck candidates;
  private final LimitsCheck limits;
  private final RegionCheck regions;

  AliasCheck(PropertyProblems problems, CandidateCheck candidates) {
    this.problems = problems;
    this.names = new NameCheck(problems, "an alias", "Write what clients shall put in `model`.");
    this.candidates = candidates;
    this.limits = new LimitsCheck(problems);
    this.regions = new RegionCheck(problems);
  }

  /** The aliases, candidates that are faulty left out. */
  List<Alias> check(List<NamedCandidates> configured) {
    List<Alias> aliases = new ArrayList<>();
    for (int i = 0; i < configured.size(); i++) {
      aliases.add(alias(KEY + "[" + i + "]", configured.get(i)));
    }
    return aliases;
  }

  private Alias alias(String key, NamedCandidates written) {
    String name = names.name(key + ".name", written.name());
    if (written.candidates().isEmpty()) {
      problems.report(
          key + ".candidates",
          "the alias '" + name + "' has no candidate.",
          "Write at least one as provider/model.");
    }
    weights(key + ".weights", written);
    limits.hedge(key + ".hedge-after", written.hedgeAfter());
    AliasRules rules =
        new AliasRules(
            written.byTask(),
            candidates.candidates(key + ".on-context-length", written.onContextLength()),
            candidates.candidates(key + ".on-content-filter", written.onContentFilter()),
            written.hedgeAfter(),
            regions.regions(key + ".regions", written.regions()));
    return new Alias(name, weighted(key + ".candidates", written), written.strategy(), rules);
  }

  private List<WeightedReference> weighted(String key, NamedCandidates written) {
    List<WeightedReference> weighted = new ArrayList<>();
    for (int i = 0; i < written.candidates().size(); i++) {
      ModelReference reference =
          candidates.candidate(key + "[" + i + "]", written.candidates().get(i));
      if (reference != null) {
        double weight = i < written.weights().size() ? written.weights().get(i) : 1;
        weighted.add(new WeightedReference(reference, weight));
      }
    }
    return weighted;
  }

  private void weights(String key, NamedCandidates written) {
    List<Double> weights = written.weights();
    if (written.strategy() != Strategy.WEIGHTED) {
      if (!weights.isEmpty()) {
        problems.report(
            key,
            "weights count with the strategy weighted only.",
            "Write `strategy: weighted`, or remove them.");
      }
      return;
    }
    if (weights.size() != written.candidates().size()) {
      problems.report(
          key,
          "there are " + weights.size() + " for " + written.candidates().size() + " candidates.",
          "Write one for each candidate, in the same order, like [95, 5].");
    }
    for (int i = 0; i < weights.size(); i++) {
      Double weight = weights.get(i);
      if (weight == null || !(weight > 0) || weight.isInfinite()) {
        problems.report(key + "[" + i + "]", weight + " is no weight.", "Write more than 0.");
      }
    }
  }
}
