package io.cameleer.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.catalog.Candidate;
import io.cameleer.catalog.HedgeAfter;
import io.cameleer.json.Json;
import io.cameleer.routing.CallTraits;
import io.cameleer.routing.Plan;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Writes a plan as the answer of {@code POST /v1/plan}. Stateless and thread-safe. */
public final class PlanWriter {

  private PlanWriter() {}

  /**
   * The object.
   *
   * @param traits what the plan was made for
   * @param maxCostUsd what the call may cost at most in US dollars, or null where that is not known
   * @param coolingDownMillis for how many milliseconds a candidate is still left alone; 0 for one
   *     that is not
   */
  public static ObjectNode write(
      Plan plan,
      CallTraits traits,
      @Nullable BigDecimal maxCostUsd,
      ToLongFunction<Candidate> coolingDownMillis) {
    ObjectNode node = Json.object().put("object", "cameleer.plan").put("model", traits.model());
    texts(node.putArray("tags"), traits.tags());
    node.put("estimated_prompt_tokens", traits.promptTokens());
    node.put("max_cost_usd", maxCostUsd == null ? null : plain(maxCostUsd));
    candidates(node.putArray("candidates"), plan.candidates(), coolingDownMillis);
    skipped(node.putArray("skipped"), plan.skipped());
    candidates(node.putArray("on_context_length"), plan.onContextLength(), coolingDownMillis);
    candidates(node.putArray("on_content_filter"), plan.onContentFilter(), coolingDownMillis);
    node.put("hedge_after", hedgeAfter(plan.hedgeAfter()));
    texts(node.putArray("warnings"), plan.warnings());
    node.set(
        "refusal",
        plan.refusal() == null ? null : ErrorEnvelope.write(plan.refusal()).get("error"));
    return node;
  }

  private static void texts(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }

  private static void candidates(
      ArrayNode array, List<Plan.Planned> candidates, ToLongFunction<Candidate> coolingDown) {
    for (Plan.Planned planned : candidates) {
      ObjectNode node = array.addObject();
      node.put("candidate", planned.candidate().label()).put("reason", planned.reason());
      long millis = coolingDown.applyAsLong(planned.candidate());
      if (millis > 0) {
        node.put("cooling_down_ms", millis);
      }
    }
  }

  private static void skipped(ArrayNode array, List<Plan.Skipped> skipped) {
    for (Plan.Skipped one : skipped) {
      array.addObject().put("candidate", one.label()).put("reason", one.reason());
    }
  }

  private static @Nullable String hedgeAfter(@Nullable HedgeAfter hedgeAfter) {
    return switch (hedgeAfter) {
      case null -> null;
      case HedgeAfter.Delay(var delay) -> delay.toMillis() + "ms";
      case HedgeAfter.Percentile(int percent) -> "p" + percent;
    };
  }

  /** Without an exponent. */
  private static BigDecimal plain(BigDecimal number) {
    return number.scale() < 0 ? number.setScale(0) : number;
  }
}
