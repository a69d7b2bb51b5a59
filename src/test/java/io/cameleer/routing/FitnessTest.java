package io.cameleer.routing;

import static io.cameleer.routing.Installation.candidates;
import static io.cameleer.routing.Installation.labels;
import static io.cameleer.routing.Installation.reasons;
import static io.cameleer.routing.Installation.reference;
import static io.cameleer.routing.Installation.skipped;
import static org.assertj.core.api.Assertions.assertThat;

import io.cameleer.catalog.AliasRules;
import io.cameleer.catalog.Strategy;
import io.cameleer.catalog.Trait;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who can't take a call is passed over, unless nobody else is there. */
class FitnessTest {

  private static final AliasRules ROOMIER =
      new AliasRules(
          false,
          List.of(reference("a/medium"), reference("b/dear"), reference("c/blind")),
          List.of(),
          null,
          Set.of());

  private final Installation installation =
      Installation.with("a", "b", "c")
          .alias("mixed", Strategy.IN_ORDER, ROOMIER, "a/cheap", "b/blind", "c/embed", "a/dear")
          .alias("same", Strategy.IN_ORDER, "b/blind", "a/dear", "b/dear", "c/dear")
          .alias("small", Strategy.IN_ORDER, ROOMIER, "a/cheap", "b/cheap")
          .alias("vectors", Strategy.IN_ORDER, "a/dear", "a/embed", "b/embed");

  @Test
  void aModelThatLacksWhatTheCallNeedsIsPassedOver() {
    Plan plan = installation.plan(RequestedCall.model("mixed").needs(Trait.VISION));

    assertThat(candidates(plan)).containsExactly("a/cheap", "a/dear");
    assertThat(reasons(plan)).containsExactly("first of alias mixed", "fallback 1 of alias mixed");
    assertThat(skipped(plan))
        .containsExactly("b/blind takes no images", "c/embed makes embeddings, not answers");
    assertThat(labels(plan.onContextLength())).containsExactly("a/medium", "b/dear");
  }

  @ParameterizedTest
  @CsvSource({
    "AUDIO_INPUT, takes no audio",
    "PDF_INPUT, takes no PDF documents",
    "PREFILL, lacks prefill"
  })
  void theReasonSaysWhatIsMissing(Trait need, String reason) {
    Plan plan = installation.plan(RequestedCall.model("same").needs(need));

    assertThat(candidates(plan)).containsExactly("b/blind");
    assertThat(reasons(plan)).containsExactly("the only one left, although it " + reason);
    assertThat(skipped(plan))
        .containsExactly("a/dear " + reason, "b/dear " + reason, "c/dear " + reason);
  }

  @Test
  void aPromptThatDoesNotFitIsTakenToALargerModel() {
    Plan plan = installation.plan(RequestedCall.model("mixed").tokens(990, 11));

    assertThat(candidates(plan)).containsExactly("b/blind", "a/dear");
    assertThat(skipped(plan))
        .contains("a/cheap has room for 1000 tokens, and the call needs about 1001");
    assertThat(candidates(installation.plan(RequestedCall.model("mixed").tokens(990, 10))))
        .startsWith("a/cheap");
    assertThat(candidates(installation.plan(RequestedCall.model("mixed").tokens(1_000, null))))
        .startsWith("a/cheap");
  }

  @Test
  void aLimitAboveTheModelsOwnIsNoReasonAndCountsAsTheModelsOwn() {
    Plan plan = installation.plan(RequestedCall.model("small").tokens(500, 1_000_000));

    assertThat(reasons(plan)).startsWith("first of alias small");
    assertThat(plan.skipped()).isEmpty();
  }

  @Test
  void ifNobodyFitsTheFirstIsAskedAllTheSame() {
    Plan plan = installation.plan(RequestedCall.model("small").tokens(5_000, null));

    assertThat(candidates(plan)).containsExactly("a/cheap");
    assertThat(reasons(plan))
        .containsExactly(
            "the only one left, although it has room for 1000 tokens, and the call needs about"
                + " 5000");
    assertThat(skipped(plan))
        .containsExactly("b/cheap has room for 1000 tokens, and the call needs about 5000");
    assertThat(labels(plan.onContextLength())).containsExactly("a/medium", "b/dear", "c/blind");
  }

  @Test
  void embeddingsAreMadeByTheirOwnModels() {
    Plan plan = installation.plan(RequestedCall.model("vectors").embeddings());

    assertThat(candidates(plan)).containsExactly("a/embed", "b/embed");
    assertThat(skipped(plan)).containsExactly("a/dear makes no embeddings");
  }

  @Test
  void theWindowOfAnEmbeddingModelIsForOneInputAndSaysNothingOfManyTogether() {
    assertThat(
            candidates(
                installation.plan(RequestedCall.model("vectors").embeddings().tokens(5_000, null))))
        .containsExactly("a/embed", "b/embed");
  }

  @Test
  void aConversationThatRefersToItsProviderStaysThere() {
    Plan plan =
        installation.plan(
            RequestedCall.model("same").boundBecause("the conversation refers to its files"));

    assertThat(candidates(plan)).containsExactly("b/blind", "b/dear");
    assertThat(skipped(plan))
        .containsExactly(
            "a/dear the conversation refers to its files",
            "c/dear the conversation refers to its files");
  }

  @Test
  void aBoundConversationIsBoundToTheFirstProviderEvenIfItsFirstModelIsUnfit() {
    RequestedCall bound = RequestedCall.model("same").boundBecause("bound").needs(Trait.VISION);

    assertThat(candidates(installation.plan(bound))).containsExactly("b/dear");
    assertThat(candidates(installation.plan(bound.ignore("b")))).containsExactly("a/dear");
    assertThat(
            labels(
                installation
                    .plan(RequestedCall.model("mixed").boundBecause("bound"))
                    .onContextLength()))
        .containsExactly("a/medium");
  }
}
