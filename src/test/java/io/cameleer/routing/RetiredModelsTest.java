package io.cameleer.routing;

import static io.cameleer.routing.Installation.candidates;
import static io.cameleer.routing.Installation.skipped;
import static org.assertj.core.api.Assertions.assertThat;

import io.cameleer.catalog.Strategy;
import org.junit.jupiter.api.Test;

/** Calls for a retired model go to its successor, or fail where that is configured. */
class RetiredModelsTest {

  private final Installation installation =
      Installation.with("a", "b")
          .alias("mixed", Strategy.IN_ORDER, "a/old", "a/dear", "b/medium")
          .alias("outdated", Strategy.IN_ORDER, "a/old", "b/older");

  @Test
  void aRetiredModelIsReplacedByTheLastOfItsSuccessorsWithAWarning() {
    Plan plan = installation.plan(RequestedCall.model("b/older"));

    assertThat(candidates(plan)).containsExactly("b/dear");
    assertThat(plan.warnings()).containsExactly("model b/older is retired; b/dear takes its place");
  }

  @Test
  void aSuccessorThatIsACandidateItselfCountsOnce() {
    Plan plan = installation.plan(RequestedCall.model("mixed"));

    assertThat(candidates(plan)).containsExactly("a/dear", "b/medium");
    assertThat(plan.warnings()).hasSize(1);
  }

  @Test
  void thereIsNoWarningOfAModelThatIsNotInThePlan() {
    assertThat(installation.plan(RequestedCall.model("mixed").ignore("a")).warnings()).isEmpty();
  }

  @Test
  void whereConfiguredACallForARetiredModelFailsAndNamesItsSuccessor() {
    Plan plan = installation.refusingRetiredModels().plan(RequestedCall.model("a/old"));

    assertThat(plan.candidates()).isEmpty();
    assertThat(plan.refusal().status()).isEqualTo(404);
    assertThat(plan.refusal().type()).isEqualTo("invalid_request_error");
    assertThat(plan.refusal().code()).isEqualTo("model_retired");
    assertThat(plan.refusal().param()).isEqualTo("model");
    assertThat(plan.refusal().message())
        .isEqualTo("The model a/old is retired. Ask for its successor a/dear instead.");
    assertThat(plan.warnings()).isEmpty();
  }

  @Test
  void whereConfiguredARetiredModelOfAnAliasIsPassedOverWhileAnotherIsLeft() {
    Installation strict = installation.refusingRetiredModels();

    Plan plan = strict.plan(RequestedCall.model("mixed"));

    assertThat(candidates(plan)).containsExactly("a/dear", "b/medium");
    assertThat(skipped(plan)).containsExactly("a/old is retired; its successor is a/dear");
    assertThat(strict.plan(RequestedCall.model("outdated")).refusal().message()).contains("a/old");
  }
}
