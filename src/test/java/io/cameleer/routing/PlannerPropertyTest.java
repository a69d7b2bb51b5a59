package io.cameleer.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.cameleer.catalog.AliasRules;
import io.cameleer.catalog.Candidate;
import io.cameleer.catalog.DataHandling;
import io.cameleer.catalog.ModelReference;
import io.cameleer.catalog.Price;
import io.cameleer.catalog.Strategy;
import io.cameleer.catalog.Trait;
import io.cameleer.routing.Plan.Planned;
import io.cameleer.routing.Plan.Skipped;
import io.cameleer.routing.RoutingRules.TagRules;
import io.cameleer.routing.Wishes.MaxPrice;
import io.cameleer.routing.Wishes.Sort;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is configured and asked for, nobody is asked who must not be. */
class PlannerPropertyTest {

  private static final List<String> REGIONS = List.of("eu", "us", "ch");
  private static final List<String> PROVIDERS = List.of("p0", "p1", "p2", "p3");
  private static final List<String> MODELS =
      List.of("dear", "medium", "cheap", "tiered", "unpriced", "blind", "old", "embed");
  private static final List<String> TAGS = List.of("t0", "t1");
  private static final List<String> ALIASES = List.of("x", "y");

  /** Everything that is configured. */
  record Setting(
      List<DataHandling> providers,
      List<ConfiguredAlias> aliases,
      List<TagRules> tags,
      boolean refuseRetired) {

    Installation installation(double number) {
      Installation installation = Installation.with().random(() -> number).withoutSeed("p3");
      for (int i = 0; i < providers.size(); i++) {
        installation.provider(PROVIDERS.get(i), providers.get(i));
      }
      for (int i = 0; i < aliases.size(); i++) {
        ConfiguredAlias alias = aliases.get(i);
        installation.alias(
            ALIASES.get(i),
            alias.strategy(),
            alias.rules(),
            alias.candidates().toArray(String[]::new));
      }
      for (int i = 0; i < tags.size(); i++) {
        installation.tag(TAGS.get(i), tags.get(i));
      }
      return refuseRetired ? installation.refusingRetiredModels() : installation;
    }

    DataHandling dataOf(Candidate candidate) {
      return providers.get(PROVIDERS.indexOf(candidate.provider().name()));
    }

    Stream<TagRules> rulesOf(CallTraits call) {
      return call.tags().stream().map(tag -> tags.get(TAGS.indexOf(tag)));
    }

    Stream<AliasRules> aliasesOf(CallTraits call) {
      return Stream.concat(Stream.of(call.model()), call.wishes().models().stream())
          .filter(ALIASES::contains)
          .map(name -> aliases.get(ALIASES.indexOf(name)).rules());
    }
  }

  record ConfiguredAlias(Strategy strategy, AliasRules rules, List<String> candidates) {}

  @Property(tries = 3_000, edgeCases = EdgeCasesMode.NONE)
  void noPlanHoldsARegionThatIsForbidden(
      @ForAll("settings") Setting setting,
      @ForAll("calls") CallTraits call,
      @ForAll("numbers") double number) {
    Plan plan = setting.installation(number).plan(new RequestedCall(call));

    List<Set<String>> demands =
        Stream.of(
                Stream.of(call.regions()),
                setting.aliasesOf(call).map(AliasRules::regions),
                setting.rulesOf(call).map(TagRules::regions))
            .flatMap(all -> all)
            .filter(regions -> !regions.isEmpty())
            .toList();
    assertThat(everybody(plan))
        .allSatisfy(candidate -> {
          DataHandling data = setting.dataOf(candidate);
          assertThat(demands)
              .allSatisfy(demanded -> {
                assertThat(demanded).contains(String.valueOf(data.region()));
                assertThat(demanded).containsAll(data.storesDataIn());
              });
        });
  }

  @Property(tries = 3_000, edgeCases = EdgeCasesMode.NONE)
  void noPlanHoldsAProviderThatIsForbidden(
      @ForAll("settings") Setting setting,
      @ForAll("calls") CallTraits call,
      @ForAll("numbers") double number) {
    Plan plan = setting.installation(number).plan(new RequestedCall(call));

    Wishes wishes = call.wishes();
    assertThat(everybody(plan))
        .allSatisfy(candidate -> {
          String provider = candidate.provider().name();
          assertThat(setting.rulesOf(call).map(TagRules::providers).toList())
              .allMatch(allowed -> allowed.isEmpty() || allowed.contains(provider));
          assertThat(wishes.only().isEmpty() || wishes.only().contains(provider)).isTrue();
          assertThat(wishes.ignore()).doesNotContain(provider);
          assertThat(wishes.denyDataCollection() && setting.dataOf(candidate).collectsData())
              .isFalse();
          assertThat(wishes.requireParameters() && provider.equals("p3")).isFalse();
          assertThat(tooDear(candidate.model().price(), call)).isFalse();
        });
  }

  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void aPlanHoldsEveryCandidateOnceOrSaysWhyNobodyIsLeft(
      @ForAll("settings") Setting setting,
      @ForAll("calls") CallTraits call,
      @ForAll("numbers") double number) {
    Plan plan = setting.installation(number).plan(new RequestedCall(call));

    assertThat(plan.candidates().isEmpty()).isEqualTo(plan.refusal() != null);
    assertThat(Installation.candidates(plan)).doesNotHaveDuplicates();
    assertThat(Installation.reasons(plan)).doesNotContain("");
    assertThat(plan.skipped()).extracting(Skipped::reason).doesNotContain("");
    assertThat(Installation.candidates(plan))
        .noneMatch(label -> plan.skipped().stream().map(Skipped::label).anyMatch(label::equals));
    assertThat(everybody(plan)).noneMatch(candidate -> candidate.model().id().equals("old"));
  }

  private static List<Candidate> everybody(Plan plan) {
    return Stream.of(plan.candidates(), plan.onContextLength(), plan.onContentFilter())
        .flatMap(List::stream)
        .map(Planned::candidate)
        .toList();
  }

  private static boolean tooDear(Price price, CallTraits call) {
    MaxPrice most = call.wishes().maxPrice();
    if (most.prompt() == null && most.completion() == null) {
      return false;
    }
    return price == null
        || (most.prompt() != null
            && price.at(call.promptTokens()).input().compareTo(most.prompt()) > 0)
        || (most.completion() != null
            && price.at(call.promptTokens()).output().compareTo(most.completion()) > 0);
  }

  @Provide
  Arbitrary<Double> numbers() {
    return Arbitraries.of(0.0, 0.01, 0.5, 0.999999);
  }

  @Provide
  Arbitrary<Setting> settings() {
    return Combinators.combine(
            dataHandling().list().ofSize(PROVIDERS.size()),
            aliases().list().ofSize(ALIASES.size()),
            tagRules().list().ofSize(TAGS.size()),
            Arbitraries.of(true, false))
        .as(Setting::new);
  }

  private static Arbitrary<DataHandling> dataHandling() {
    return Combinators.combine(
            Arbitraries.of(REGIONS).injectNull(0.2), regions(), Arbitraries.of(true, false))
        .as(DataHandling::new);
  }

  private static Arbitrary<ConfiguredAlias> aliases() {
    Arbitrary<AliasRules> rules =
        Combinators.combine(references(), references(), regions())
            .as((onLength, onFilter, regions) ->
                new AliasRules(false, onLength, onFilter, null, regions));
    return Combinators.combine(
            Arbitraries.of(Strategy.class), rules, labels().list().ofMinSize(1).ofMaxSize(6))
        .as(ConfiguredAlias::new);
  }

  private static Arbitrary<List<ModelReference>> references() {
    return labels().map(Installation::reference).list().ofMaxSize(3);
  }

  private static Arbitrary<TagRules> tagRules() {
    return Combinators.combine(regions(), Arbitraries.of(PROVIDERS).set().ofMaxSize(3))
        .as((regions, providers) -> new TagRules(regions, List.copyOf(providers), null));
  }

  private static Arbitrary<Set<String>> regions() {
    return Arbitraries.of(REGIONS).set().ofMaxSize(2);
  }

  private static Arbitrary<String> labels() {
    return Combinators.combine(Arbitraries.of(PROVIDERS), Arbitraries.of(MODELS))
        .as((provider, model) -> provider + "/" + model);
  }

  private static Arbitrary<String> names() {
    return Arbitraries.oneOf(Arbitraries.of(ALIASES), labels(), Arbitraries.just("nonsense"));
  }

  @Provide
  Arbitrary<CallTraits> calls() {
    Arbitrary<Set<Trait>> needs =
        Arbitraries.of(Trait.VISION, Trait.AUDIO_INPUT).set().ofMaxSize(1);
    return Combinators.combine(
            names(),
            Arbitraries.of(true, false),
            needs,
            Arbitraries.of(10L, 5_000L, 500_000L),
            Arbitraries.of("", "someone"),
            Arbitraries.just("bound").injectNull(0.7),
            wishes(),
            Combinators.combine(Arbitraries.of(TAGS).set().ofMaxSize(2), regions())
                .as((tags, regions) -> Map.entry(List.copyOf(tags), regions)))
        .as((model, embeddings, need, prompt, caller, bound, wishes, where) ->
            new CallTraits(
                model,
                embeddings,
                need,
                PromptTokens.of(prompt),
                null,
                where.getKey(),
                caller,
                bound,
                wishes,
                where.getValue()));
  }

  private static Arbitrary<Wishes> wishes() {
    Arbitrary<Set<String>> providers = Arbitraries.of(PROVIDERS).set().ofMaxSize(2);
    Arbitrary<BigDecimal> rate =
        Arbitraries.of(new BigDecimal("5"), BigDecimal.TEN).injectNull(0.8);
    return Combinators.combine(
            names().list().ofMaxSize(2),
            providers.map(Set::stream).map(all -> all.collect(Collectors.toList())),
            providers,
            providers,
            Combinators.combine(rate, rate).as(MaxPrice::new),
            Arbitraries.of(Sort.class).injectNull(0.5),
            Arbitraries.of(true, false).list().ofSize(3))
        .as((models, order, only, ignore, maxPrice, sort, flags) ->
            new Wishes(
                models,
                order,
                only,
                ignore,
                flags.get(0),
                flags.get(1),
                sort,
                maxPrice,
                flags.get(2)));
  }
}
