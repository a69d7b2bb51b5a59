package io.cameleer.routing;

import static io.cameleer.routing.Installation.candidates;
import static io.cameleer.routing.Installation.reasons;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cameleer.catalog.Strategy;
import io.cameleer.routing.Wishes.Sort;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How strategies and wishes order an alias's candidates. */
class OrderingTest {

  private static final int CALLERS = 20_000;

  private final Installation installation =
      Installation.with("a", "b", "c")
          .alias("canary", Strategy.WEIGHTED, "a/dear*95", "b/dear*5")
          .alias("thirds", Strategy.WEIGHTED, "a/dear*0.1", "b/dear*0.1", "c/dear*0.1")
          .alias("frugal", Strategy.CHEAPEST, "c/unpriced", "a/dear", "b/medium", "c/tiered")
          .alias("quick", Strategy.FASTEST, "a/dear", "b/dear", "c/dear")
          .alias("chain", Strategy.IN_ORDER, "a/dear", "b/medium", "c/tiered");

  @Test
  void weightsAreTheSharesOfCallersThatACandidateComesFirstFor() {
    Planner planner = installation.planner();
    var catalog = installation.catalog();

    long first =
        IntStream.range(0, CALLERS)
            .mapToObj(i -> RequestedCall.model("canary").caller("user-" + i).traits())
            .filter(call ->
                candidates(planner.plan(call, List.of(), catalog, any -> List.of()))
                    .getFirst()
                    .equals("a/dear"))
            .count();

    assertThat(100.0 * first / CALLERS).isCloseTo(95, within(0.5));
  }

  @Test
  void everyOrderOfEqualWeightsIsEquallyLikely() {
    Planner planner = installation.planner();
    var catalog = installation.catalog();
    Map<List<String>, Integer> orders = new HashMap<>();
    for (int i = 0; i < CALLERS; i++) {
      CallTraits call = RequestedCall.model("thirds").caller("key:" + i).traits();
      orders.merge(
          candidates(planner.plan(call, List.of(), catalog, any -> List.of())), 1, Integer::sum);
    }

    assertThat(orders).hasSize(6);
    assertThat(orders.values())
        .allSatisfy(count -> assertThat(100.0 * count / CALLERS).isCloseTo(16.7, within(1.0)));
  }

  @Test
  void oneCallerAlwaysSeesTheSameArm() {
    for (int i = 0; i < 100; i++) {
      RequestedCall call = RequestedCall.model("canary").caller("user-" + i);
      List<String> first = candidates(installation.plan(call));

      assertThat(candidates(installation.random(Math::random).plan(call))).isEqualTo(first);
    }
  }

  @Test
  void aCallerStaysWhereItIsWhenAnotherCandidateGoes() {
    for (int i = 0; i < 200; i++) {
      RequestedCall call = RequestedCall.model("thirds").caller("user-" + i);
      List<String> all = candidates(installation.plan(call));
      List<String> without = candidates(installation.plan(call.ignore("b")));

      assertThat(without).isEqualTo(all.stream().filter(label -> !label.equals("b/dear")).toList());
    }
  }

  @Test
  void anUnknownCallerIsDrawnForAnewEveryTime() {
    Random random = new Random(1);
    Installation drawing = installation.random(random::nextDouble);

    long first =
        IntStream.range(0, CALLERS)
            .filter(i ->
                candidates(drawing.plan(RequestedCall.model("canary"))).getFirst().equals("a/dear"))
            .count();

    assertThat(100.0 * first / CALLERS).isCloseTo(95, within(0.5));
  }

  @Test
  void theReasonNamesTheWeight() {
    assertThat(reasons(installation.plan(RequestedCall.model("canary").caller("x").only("a"))))
        .containsExactly("drawn from alias canary: weight 95 of 100");
    assertThat(reasons(installation.plan(RequestedCall.model("thirds").caller("x"))))
        .containsExactly(
            "drawn from alias thirds: weight 0.1 of 0.3",
            "fallback 1 of alias thirds: weight 0.1 of 0.3",
            "fallback 2 of alias thirds: weight 0.1 of 0.3");
  }

  @Test
  void theCheapestIsWhatTheEstimatedCallCostsLeastAt() {
    Plan plan = installation.plan(RequestedCall.model("frugal").tokens(1_000, 100));

    assertThat(candidates(plan)).containsExactly("c/tiered", "b/medium", "a/dear", "c/unpriced");
    assertThat(reasons(plan))
        .containsExactly(
            "cheapest of alias frugal: $0.0006 at most",
            "fallback 1 of alias frugal: $0.006 at most",
            "fallback 2 of alias frugal: $0.015 at most",
            "fallback 3 of alias frugal: price unknown");
  }

  @Test
  void aLongPromptIsReckonedAtTheRatesOfItsTier() {
    Plan plan = installation.plan(RequestedCall.model("frugal").tokens(20_000, 100));

    assertThat(candidates(plan)).containsExactly("b/medium", "c/tiered", "a/dear", "c/unpriced");
  }

  @Test
  void anAnswerWithoutLimitIsReckonedWith256Tokens() {
    assertThat(reasons(installation.plan(RequestedCall.model("frugal").tokens(0, null))).getFirst())
        .isEqualTo("cheapest of alias frugal: about $0.000256");
  }

  @Test
  void noMoreIsReckonedWithThanTheModelCanAnswer() {
    assertThat(
            reasons(installation.plan(RequestedCall.model("frugal").tokens(0, 10_000_000)))
                .getFirst())
        .isEqualTo("cheapest of alias frugal: $0.01 at most");
  }

  @Test
  void theFastestIsWhoseAnswersLatelyBeganSoonest() {
    Plan plan =
        installation
            .firstToken("a/dear", 900)
            .firstToken("b/dear", 300)
            .firstToken("c/dear", 600)
            .plan(RequestedCall.model("quick"));

    assertThat(candidates(plan)).containsExactly("b/dear", "c/dear", "a/dear");
    assertThat(reasons(plan))
        .containsExactly(
            "fastest of alias quick: 300 ms to the first token",
            "fallback 1 of alias quick: 600 ms to the first token",
            "fallback 2 of alias quick: 900 ms to the first token");
  }

  @Test
  void whoIsNotMeasuredYetIsTriedFirst() {
    Plan plan =
        installation
            .firstToken("a/dear", 900)
            .firstToken("b/dear", 300)
            .plan(RequestedCall.model("quick"));

    assertThat(candidates(plan)).containsExactly("c/dear", "b/dear", "a/dear");
    assertThat(reasons(plan).getFirst()).isEqualTo("tried first of alias quick: not measured yet");
  }

  @Test
  void oneCallInFiftyTriesAnotherThanTheFastestSoThatARecoveredOneIsFoundAgain() {
    Random random = new Random(7);
    Installation measured =
        installation
            .firstToken("a/dear", 900)
            .firstToken("b/dear", 300)
            .firstToken("c/dear", 600)
            .random(random::nextDouble);
    Map<String, Integer> first = new HashMap<>();
    for (int i = 0; i < CALLERS; i++) {
      Plan plan = measured.plan(RequestedCall.model("quick"));
      assertThat(plan.candidates()).hasSize(3);
      first.merge(candidates(plan).getFirst(), 1, Integer::sum);
    }

    assertThat(100.0 * first.get("b/dear") / CALLERS).isCloseTo(98, within(0.4));
    assertThat(100.0 * first.get("a/dear") / CALLERS).isCloseTo(1, within(0.3));
    assertThat(100.0 * first.get("c/dear") / CALLERS).isCloseTo(1, within(0.3));
  }

  @Test
  void theReasonSaysThatACandidateIsTriedAgain() {
    Plan plan =
        installation
            .firstToken("a/dear", 900)
            .firstToken("b/dear", 300)
            .firstToken("c/dear", 600)
            .random(() -> 0.0199)
            .plan(RequestedCall.model("quick"));

    assertThat(reasons(plan))
        .containsExactly(
            "tried again from alias quick: 600 ms to the first token",
            "fallback 1 of alias quick: 300 ms to the first token",
            "fallback 2 of alias quick: 900 ms to the first token");
  }

  @ParameterizedTest
  @CsvSource({
    "PRICE, c/tiered b/medium a/dear",
    "LATENCY, b/medium a/dear c/tiered",
    "THROUGHPUT, a/dear c/tiered b/medium"
  })
  void aWishedSortReplacesTheStrategyOfTheAlias(Sort sort, String expected) {
    Plan plan =
        installation
            .firstToken("b/medium", 1)
            .firstToken("a/dear", 2)
            .firstToken("c/tiered", 3)
            .throughput("a/dear", 90.4)
            .throughput("c/tiered", 60)
            .throughput("b/medium", 30)
            .plan(RequestedCall.model("chain").sort(sort));

    assertThat(candidates(plan)).containsExactly(expected.split(" "));
  }

  @Test
  void aWishedSortByThroughputSaysHowMuchItIs() {
    Plan plan =
        installation
            .throughput("a/dear", 90.4)
            .throughput("c/tiered", 60)
            .throughput("b/medium", 30)
            .plan(RequestedCall.model("chain").sort(Sort.THROUGHPUT));

    assertThat(reasons(plan).getFirst()).isEqualTo("fastest of alias chain: 90 tokens per second");
  }

  @Test
  void listedProvidersComeFirstAndTheRestInTheOrderOfTheStrategy() {
    Plan plan =
        installation.plan(
            RequestedCall.model("frugal").tokens(1_000, 100).order("a", "nobody", "b", "a"));

    assertThat(candidates(plan)).containsExactly("a/dear", "b/medium", "c/tiered", "c/unpriced");
    assertThat(reasons(plan).getFirst()).isEqualTo("wished first of alias frugal: $0.015 at most");
  }

  @Test
  void aWishedOrderHoldsWithinANameAndTheNamesAreAskedInTheirOwnOrder() {
    Plan plan =
        installation.plan(RequestedCall.model("chain").models("quick").order("c").sort(Sort.PRICE));

    assertThat(candidates(plan))
        .containsExactly("c/tiered", "b/medium", "a/dear", "c/dear", "b/dear");
  }

  @Test
  void withoutFallbacksTheListedProvidersAreStillAskedInTurn() {
    Plan plan = installation.plan(RequestedCall.model("chain").order("c", "b").withoutFallbacks());

    assertThat(candidates(plan)).containsExactly("c/tiered", "b/medium");
    assertThat(Installation.skipped(plan))
        .containsExactly("a/dear is not in provider.order, and provider.allow_fallbacks is false");
  }
}
