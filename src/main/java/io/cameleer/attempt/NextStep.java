package io.cameleer.attempt;

import io.cameleer.chat.Failure;
import io.cameleer.routing.Plan;
import java.time.Duration;

/** What a call does next. */
sealed interface NextStep {

  /** Asks a candidate. */
  record Ask(Plan.Planned planned, ProviderPermits.Permit permit) implements NextStep {}

  /** Waits, and then decides anew. */
  record Pause(Duration length) implements NextStep {}

  /** Gives up. */
  record GiveUp(Failure reason) implements NextStep {}
}
