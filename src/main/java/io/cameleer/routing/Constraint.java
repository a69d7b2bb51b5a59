package io.cameleer.routing;

import io.cameleer.chat.Failure;
import io.cameleer.routing.Plan.Skipped;
import java.util.List;

/** An objection that holds whatever else speaks for a candidate: rather nobody is asked. */
sealed interface Constraint extends Objection
    permits Residency, AllowedProviders, WishedCandidates {

  /**
   * Why a call is refused of which it has left no candidate.
   *
   * @param model the model as the client named it
   * @param skipped all candidates left out so far
   */
  Failure refusal(String model, List<Skipped> skipped);
}
