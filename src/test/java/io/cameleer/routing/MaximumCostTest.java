package io.cameleer.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.cameleer.catalog.AliasRules;
import io.cameleer.catalog.Strategy;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MaximumCostTest {

  private final Installation installation =
      Installation.with("a", "b")
          .alias("chain", Strategy.IN_ORDER, "a/cheap", "b/medium")
          .alias("with-unknown", Strategy.IN_ORDER, "a/cheap", "b/unpriced")
          .alias(
              "with-larger",
              Strategy.IN_ORDER,
              new AliasRules(
                  false, List.of(Installation.reference("b/dear")), List.of(), null, Set.of()),
              "a/cheap");

  @Test
  void isWhatTheDearestCandidateAsksForTheLongestAnswerTheClientWants() {
    assertThat(most(RequestedCall.model("chain").tokens(400, 100))).isEqualByComparingTo("0.003");
  }

  @Test
  void isForTheLongestAnswerTheModelsGiveWhereTheClientSetsNoLimitOrOneThatIsTooHigh() {
    assertThat(most(RequestedCall.model("chain").tokens(400, null))).isEqualByComparingTo("0.102");
    assertThat(most(RequestedCall.model("a/cheap").tokens(0, 1_000_000)))
        .isEqualByComparingTo("0.001");
  }

  @Test
  void countsThoseWhoAreAskedInSpecialCasesOnly() {
    assertThat(most(RequestedCall.model("with-larger").tokens(400, 100)))
        .isEqualByComparingTo("0.009");
  }

  @Test
  void isUnknownIfAnyPriceOrAnswerIs() {
    assertThat(most(RequestedCall.model("with-unknown"))).isNull();
    assertThat(most(RequestedCall.model("a/nobody-knows-it"))).isNull();
    assertThat(most(RequestedCall.model("not-there"))).isNull();
  }

  @Test
  void embeddingsCostTheirPromptOnly() {
    assertThat(most(RequestedCall.model("a/embed").embeddings().tokens(1_000_000, null)))
        .isEqualByComparingTo("0.1");
  }

  private BigDecimal most(RequestedCall call) {
    return MaximumCost.of(installation.plan(call), call.traits());
  }
}
