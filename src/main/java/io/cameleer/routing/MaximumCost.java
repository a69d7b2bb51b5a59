package io.cameleer.routing;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The most that the answer of a plan may cost. */
public final class MaximumCost {

  private MaximumCost() {}

  /**
   * What the dearest of all candidates that the plan may come to asks for the estimated prompt and
   * the longest answer: what the client wants at most, else what the model can give.
   *
   * @return US dollars; null where a candidate's price or longest answer is unknown, or where there
   *     is no candidate
   */
  public static @Nullable BigDecimal of(Plan plan, CallTraits call) {
    BigDecimal most = null;
    for (Plan.Planned planned : all(plan)) {
      BigDecimal cost = EstimatedCost.most(call, planned.candidate());
      if (cost == null) {
        return null;
      }
      most = most == null ? cost : most.max(cost);
    }
    return most;
  }

  private static List<Plan.Planned> all(Plan plan) {
    return Stream.of(plan.candidates(), plan.onContextLength(), plan.onContentFilter())
        .flatMap(List::stream)
        .toList();
  }
}
