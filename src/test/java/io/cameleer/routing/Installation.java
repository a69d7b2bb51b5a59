package io.cameleer.routing;

import io.cameleer.catalog.Alias;
import io.cameleer.catalog.Alias.WeightedReference;
import io.cameleer.catalog.AliasRules;
import io.cameleer.catalog.Candidate;
import io.cameleer.catalog.Catalog;
import io.cameleer.catalog.CircuitBreakerSettings;
import io.cameleer.catalog.ConcurrencyLimit;
import io.cameleer.catalog.DataHandling;
import io.cameleer.catalog.GuardedProvider;
import io.cameleer.catalog.ListedModel;
import io.cameleer.catalog.ModelCatalogue;
import io.cameleer.catalog.ModelReference;
import io.cameleer.catalog.OwnerRule;
import io.cameleer.catalog.Price;
import io.cameleer.catalog.Provider;
import io.cameleer.catalog.Provider.Authentication;
import io.cameleer.catalog.Provider.Timeouts;
import io.cameleer.catalog.Secret;
import io.cameleer.catalog.Strategy;
import io.cameleer.catalog.SwitchedOffProvider;
import io.cameleer.catalog.Trait;
import io.cameleer.catalog.TraitRule;
import io.cameleer.routing.Plan.Planned;
import io.cameleer.routing.Plan.Skipped;
import io.cameleer.routing.RoutingRules.TagRules;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.regex.Pattern;

/**
 * Providers, aliases and rules under which calls are planned. Every provider has the models that
 * {@link #MODELS} lists, and any other without a known window or price.
 */
final class Installation {

  static final ModelCatalogue MODELS =
      new ModelCatalogue(
          List.of(new OwnerRule("gemini", Pattern.compile("^gemini-"))),
          List.of(
              new TraitRule(
                  null, null, Set.of(Trait.VISION, Trait.TOOLS, Trait.JSON_SCHEMA), Set.of()),
              new TraitRule(null, Pattern.compile("blind"), Set.of(), Set.of(Trait.VISION)),
              new TraitRule(
                  null,
                  Pattern.compile("embed"),
                  Set.of(Trait.EMBEDDINGS),
                  Set.of(Trait.values()))),
          List.of(
              listed("dear", 1_000_000, 100_000, price("10", "50"), null),
              listed("medium", 100_000, 10_000, price("5", "10"), null),
              listed("cheap", 1_000, 500, price("1", "2"), null),
              listed(
                  "tiered",
                  1_000_000,
                  10_000,
                  new Price(
                      new BigDecimal("0.5"),
                      new BigDecimal("1"),
                      null,
                      null,
                      List.of(new Price.Tier(10_000, price("6", "12")))),
                  null),
              listed("older", null, null, null, "old"),
              listed("old", 10, 10, price("100", "100"), "dear"),
              listed("embed", 1_000, null, price("0.1", "0"), null)));

  private final List<GuardedProvider> providers = new ArrayList<>();
  private final List<SwitchedOffProvider> off = new ArrayList<>();
  private final List<Alias> aliases = new ArrayList<>();
  private final Map<String, TagRules> tags = new HashMap<>();
  private final Map<String, Long> firstTokenMillis = new HashMap<>();
  private final Map<String, Double> tokensPerSecond = new HashMap<>();
  private final List<String> unsupported = new ArrayList<>();
  private boolean refuseRetired;
  private DoubleSupplier random = () -> 0.5;

  static Installation with(String... providers) {
    Installation installation = new Installation();
    for (String provider : providers) {
      installation.provider(provider, DataHandling.UNKNOWN);
    }
    return installation;
  }

  Installation provider(String name, DataHandling data) {
    Provider provider =
        new Provider(
            name,
            "openai",
            URI.create("http://localhost"),
            new Authentication("Authorization", "Bearer ", new Secret("key")),
            Map.of(),
            Map.of(),
            new Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(2)),
            2_048);
    providers.add(
        new GuardedProvider(
            provider, CircuitBreakerSettings.DEFAULT, ConcurrencyLimit.DEFAULT, data, true));
    return this;
  }

  Installation inRegion(String name, String region, String... storesDataIn) {
    return provider(name, new DataHandling(region, Set.of(storesDataIn), false));
  }

  Installation off(String provider) {
    off.add(new SwitchedOffProvider(provider, provider, "set a key"));
    return this;
  }

  /** Candidates as {@code provider/model} or {@code provider/model*weight}. */
  Installation alias(String name, Strategy strategy, String... candidates) {
    return alias(name, strategy, AliasRules.NONE, candidates);
  }

  Installation alias(String name, Strategy strategy, AliasRules rules, String... candidates) {
    aliases.add(
        new Alias(
            name, Arrays.stream(candidates).map(Installation::weighted).toList(), strategy, rules));
    return this;
  }

  Installation tag(String tag, TagRules rules) {
    tags.put(tag, rules);
    return this;
  }

  Installation firstToken(String candidate, long millis) {
    firstTokenMillis.put(candidate, millis);
    return this;
  }

  Installation throughput(String candidate, double tokens) {
    tokensPerSecond.put(candidate, tokens);
    return this;
  }

  /** Every candidate of a provider can't honour {@code seed}. */
  Installation withoutSeed(String provider) {
    unsupported.add(provider);
    return this;
  }

  Installation refusingRetiredModels() {
    refuseRetired = true;
    return this;
  }

  Installation random(DoubleSupplier numbers) {
    random = numbers;
    return this;
  }

  Catalog catalog() {
    return new Catalog(providers, off, aliases, MODELS);
  }

  Planner planner() {
    return new Planner(new RoutingRules(tags, refuseRetired), health(), random);
  }

  Plan plan(RequestedCall call, String... chosenByTask) {
    return planner().plan(call.traits(), List.of(chosenByTask), catalog(), this::unsupported);
  }

  private List<String> unsupported(Candidate candidate) {
    return unsupported.contains(candidate.provider().name()) ? List.of("seed") : List.of();
  }

  private Health health() {
    return new Health() {
      @Override
      public long medianFirstTokenNanos(Candidate candidate) {
        Long millis = firstTokenMillis.get(candidate.label());
        return millis == null ? -1 : Duration.ofMillis(millis).toNanos();
      }

      @Override
      public double medianTokensPerSecond(Candidate candidate) {
        return tokensPerSecond.getOrDefault(candidate.label(), -1.0);
      }
    };
  }

  /** The plan's candidates. */
  static List<String> candidates(Plan plan) {
    return labels(plan.candidates());
  }

  static List<String> labels(List<Planned> planned) {
    return planned.stream().map(one -> one.candidate().label()).toList();
  }

  static List<String> reasons(Plan plan) {
    return plan.candidates().stream().map(Planned::reason).toList();
  }

  /** Who was left out and why, as one sentence each. */
  static List<String> skipped(Plan plan) {
    return plan.skipped().stream().map(Installation::sentence).toList();
  }

  private static String sentence(Skipped skipped) {
    return skipped.label() + " " + skipped.reason();
  }

  static ModelReference reference(String text) {
    return ModelReference.parse(text).orElseThrow();
  }

  private static WeightedReference weighted(String text) {
    int star = text.indexOf('*');
    return star < 0
        ? new WeightedReference(reference(text), 1)
        : new WeightedReference(
            reference(text.substring(0, star)), Double.parseDouble(text.substring(star + 1)));
  }

  private static ListedModel listed(
      String id, Integer window, Integer maxOutput, Price price, String successor) {
    return new ListedModel(id, "openai", window, maxOutput, price, List.of(), successor);
  }

  private static Price price(String input, String output) {
    return new Price(new BigDecimal(input), new BigDecimal(output), null, null, List.of());
  }
}
