package io.cameleer.routing;

import io.cameleer.catalog.Candidate;
import io.cameleer.routing.Ordering.Ranked;
import org.jspecify.annotations.Nullable;

/**
 * One candidate on its way into a plan.
 *
 * @param name what it was found by
 * @param alias the alias of that name, or null where it names a model
 * @param rank its place among the alias's candidates, 0 for the first
 */
record Entry(AskedName name, @Nullable String alias, int rank, Ranked ranked) {

  Candidate candidate() {
    return ranked.option().candidate();
  }

  /** The retired model in whose place it answers, or null. */
  @Nullable Candidate retired() {
    return ranked.option().retired();
  }

  /**
   * Why it is in the plan.
   *
   * @param place its place there, 0 for the first
   */
  String reason(int place) {
    StringBuilder reason = new StringBuilder(48);
    if (place > 0) {
      reason.append("fallback ").append(place);
    }
    if (alias != null) {
      reason.append(place > 0 ? " of" : rank == 0 ? ranked.asFirst() : "next of");
      reason.append(" alias ").append(alias);
    }
    if (!ranked.note().isEmpty()) {
      reason.append(reason.isEmpty() ? "" : ": ").append(ranked.note());
    }
    if (name.byTask() || alias == null) {
      reason.append(reason.isEmpty() ? "" : ", ");
      reason.append(name.byTask() ? "chosen by task" : "named by the request");
    }
    return reason.toString();
  }
}
