package io.cameleer.routing;

import static io.cameleer.routing.Installation.candidates;
import static io.cameleer.routing.Installation.labels;
import static io.cameleer.routing.Installation.reasons;
import static io.cameleer.routing.Installation.reference;
import static io.cameleer.routing.Installation.skipped;
import static org.assertj.core.api.Assertions.assertThat;

import io.cameleer.catalog.AliasRules;
import io.cameleer.catalog.HedgeAfter;
import io.cameleer.catalog.Sandbox;
import io.cameleer.catalog.Strategy;
import io.cameleer.routing.RoutingRules.TagRules;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which names a call's candidates come from, and what else a plan says. */
class PlannerTest {

  private static final HedgeAfter TWO_SECONDS = new HedgeAfter.Delay(Duration.ofSeconds(2));
  private static final HedgeAfter P95 = new HedgeAfter.Percentile(95);

  private final Installation installation =
      Installation.with("a", "b", "c")
          .off("gemini")
          .alias("smart", Strategy.IN_ORDER, "a/dear", "b/dear", "gemini/gemini-9")
          .alias("coding", Strategy.IN_ORDER, "c/dear", "a/dear")
          .alias("google", Strategy.IN_ORDER, "gemini/gemini-9");

  @Test
  void anAliasIsAFallbackChainInItsOwnOrder() {
    Plan plan = installation.plan(RequestedCall.model("smart"));

    assertThat(candidates(plan)).containsExactly("a/dear", "b/dear");
    assertThat(reasons(plan)).containsExactly("first of alias smart", "fallback 1 of alias smart");
    assertThat(plan.refusal()).isNull();
    assertThat(plan.skipped()).isEmpty();
    assertThat(plan.warnings()).isEmpty();
  }

  @Test
  void aModelThatIsNamedIsTheOnlyCandidate() {
    Plan plan = installation.plan(RequestedCall.model("b/dear"));

    assertThat(candidates(plan)).containsExactly("b/dear");
    assertThat(reasons(plan)).containsExactly("named by the request");
  }

  @Test
  void theModelsOfTheRequestAreFallbacksAndEveryCandidateCountsOnce() {
    Plan plan =
        installation.plan(
            RequestedCall.model("smart").models("c/cheap", "coding", "smart", "c/cheap"));

    assertThat(candidates(plan)).containsExactly("a/dear", "b/dear", "c/cheap", "c/dear");
    assertThat(reasons(plan))
        .containsExactly(
            "first of alias smart",
            "fallback 1 of alias smart",
            "fallback 2, named by the request",
            "fallback 3 of alias coding");
  }

  @Test
  void whatTheRouterChoseReplacesTheModelButNotItsFallbacks() {
    Plan plan =
        installation.plan(RequestedCall.model("auto").models("b/cheap"), "coding", "b/medium");

    assertThat(candidates(plan)).containsExactly("c/dear", "a/dear", "b/medium", "b/cheap");
    assertThat(reasons(plan))
        .containsExactly(
            "first of alias coding, chosen by task",
            "fallback 1 of alias coding, chosen by task",
            "fallback 2, chosen by task",
            "fallback 3, named by the request");
  }

  @Test
  void autoIsTheAliasOfThatNameElseTheDefaultAlias() {
    Installation withDefault = installation.alias("default", Strategy.IN_ORDER, "b/medium");

    assertThat(candidates(withDefault.plan(RequestedCall.model("auto"))))
        .containsExactly("b/medium");
    assertThat(candidates(withDefault.plan(RequestedCall.model("smart").models("auto"))))
        .containsExactly("a/dear", "b/dear", "b/medium");

    Installation withAuto = withDefault.alias("auto", Strategy.IN_ORDER, "c/medium");

    assertThat(candidates(withAuto.plan(RequestedCall.model("auto")))).containsExactly("c/medium");
  }

  @Test
  void withoutAnAliasForItAutoIsNotKnown() {
    Plan plan = installation.plan(RequestedCall.model("auto"));

    assertThat(plan.candidates()).isEmpty();
    assertThat(plan.refusal().code()).isEqualTo("model_not_found");
    assertThat(plan.refusal().message()).startsWith("The model 'auto' is not known.");
  }

  @Test
  void namesThatLeadNowhereAreSkippedWhileAnotherLeadsSomewhere() {
    Plan plan =
        installation.plan(
            RequestedCall.model("nonsense").models("google", "gemini/gemini-9", "b/dear"));

    assertThat(candidates(plan)).containsExactly("b/dear");
    assertThat(skipped(plan))
        .containsExactly(
            "nonsense is not known",
            "google belongs to a provider that is off",
            "gemini/gemini-9 belongs to a provider that is off");
  }

  @Test
  void ifNoNameLeadsAnywhereTheFirstOneIsToldOf() {
    Plan plan = installation.plan(RequestedCall.model("gemini/gemini-9").models("nonsense"));

    assertThat(plan.candidates()).isEmpty();
    assertThat(plan.refusal().status()).isEqualTo(404);
    assertThat(plan.refusal().code()).isEqualTo("model_not_found");
    assertThat(plan.refusal().message()).contains("gemini/gemini-9").contains("set a key");
    assertThat(skipped(plan)).hasSize(2);
  }

  @Test
  void aLongNameDoesNotMakeALongPlan() {
    Plan plan = installation.plan(RequestedCall.model("x".repeat(100_000)).models("b/dear"));

    assertThat(skipped(plan)).singleElement().asString().hasSizeLessThan(200);
  }

  @Test
  void manyNamesArePlannedInATimeThatGrowsNoFasterThanTheyDo() {
    String[] many = IntStream.range(0, 50_000).mapToObj(i -> "b/m" + i).toArray(String[]::new);

    assertThat(installation.plan(RequestedCall.model("smart").models(many)).candidates())
        .hasSize(50_002);
  }

  @Test
  void withoutAnyKeyTheSandboxAnswersForWhatTheRouterChose() {
    Installation onlySandbox =
        Installation.with(Sandbox.PROVIDER)
            .off("gemini")
            .alias("smart", Strategy.IN_ORDER, "gemini/gemini-9");

    Plan plan =
        onlySandbox.plan(RequestedCall.model("auto"), "gemini/gemini-9", "gemini-9", "smart");

    assertThat(candidates(plan)).containsExactly("sandbox/echo");
    assertThat(reasons(plan))
        .containsExactly("stands in for gemini/gemini-9, whose provider is off, chosen by task");
    assertThat(
            candidates(onlySandbox.plan(RequestedCall.model("auto").embeddings(), "gemini/embed")))
        .containsExactly("sandbox/embedding");
  }

  @Test
  void theSandboxAnswersNeitherForMistakesNorForModelsTheClientNamed() {
    Installation onlySandbox = Installation.with(Sandbox.PROVIDER).off("gemini");

    assertThat(onlySandbox.plan(RequestedCall.model("auto"), "gemnii/gemini-9").refusal())
        .isNotNull();
    assertThat(onlySandbox.plan(RequestedCall.model("gemini/gemini-9")).refusal()).isNotNull();
    assertThat(
            Installation.with(Sandbox.PROVIDER, "a")
                .off("gemini")
                .plan(RequestedCall.model("auto"), "gemini/gemini-9")
                .refusal())
        .isNotNull();
  }

  @Test
  void theFirstAliasSaysWhoElseIsAskedAndWhen() {
    Installation rules =
        installation
            .alias(
                "first",
                Strategy.IN_ORDER,
                new AliasRules(
                    false,
                    List.of(reference("c/tiered"), reference("gemini/gemini-9")),
                    List.of(reference("b/medium"), reference("a/older")),
                    TWO_SECONDS,
                    Set.of()),
                "a/dear",
                "b/dear")
            .alias(
                "second",
                Strategy.IN_ORDER,
                new AliasRules(false, List.of(reference("b/tiered")), List.of(), P95, Set.of()),
                "c/dear");

    Plan plan = rules.plan(RequestedCall.model("a/dear").models("first", "second"));

    assertThat(labels(plan.onContextLength())).containsExactly("c/tiered");
    assertThat(labels(plan.onContentFilter())).containsExactly("b/medium", "a/dear");
    assertThat(plan.onContextLength().getFirst().reason()).isEqualTo("for prompts that do not fit");
    assertThat(plan.hedgeAfter()).isEqualTo(TWO_SECONDS);
    assertThat(rules.plan(RequestedCall.model("first"), "c/dear", "b/dear").hedgeAfter())
        .as("the rules of the alias that the client named, whoever was chosen by task")
        .isEqualTo(TWO_SECONDS);
  }

  @Test
  void aTagDecidesWhenToHedgeBeforeTheAliasDoes() {
    Installation rules =
        installation
            .alias(
                "hedged",
                Strategy.IN_ORDER,
                new AliasRules(false, List.of(), List.of(), TWO_SECONDS, Set.of()),
                "a/dear",
                "b/dear")
            .tag("bulk", new TagRules(Set.of(), List.of(), null))
            .tag("urgent", new TagRules(Set.of(), List.of(), P95));

    assertThat(rules.plan(RequestedCall.model("hedged").tags("bulk", "urgent")).hedgeAfter())
        .isEqualTo(P95);
    assertThat(rules.plan(RequestedCall.model("hedged").tags("bulk", "unheard")).hedgeAfter())
        .isEqualTo(TWO_SECONDS);
    assertThat(rules.plan(RequestedCall.model("hedged").only("b")).hedgeAfter())
        .as("nobody to hedge with")
        .isNull();
  }

  @Test
  void withoutFallbacksOnlyTheBestCandidateIsAsked() {
    Plan plan =
        installation
            .alias(
                "rich",
                Strategy.IN_ORDER,
                new AliasRules(
                    false,
                    List.of(reference("c/dear")),
                    List.of(reference("c/dear")),
                    TWO_SECONDS,
                    Set.of()),
                "a/dear",
                "b/dear")
            .plan(RequestedCall.model("rich").models("smart").withoutFallbacks());

    assertThat(candidates(plan)).containsExactly("a/dear");
    assertThat(skipped(plan))
        .containsExactly("b/dear is a fallback, and provider.allow_fallbacks is false");
    assertThat(plan.onContextLength()).isEmpty();
    assertThat(plan.onContentFilter()).isEmpty();
    assertThat(plan.hedgeAfter()).isNull();
  }
}
