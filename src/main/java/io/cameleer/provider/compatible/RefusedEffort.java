package io.cameleer.provider.compatible;

import io.cameleer.catalog.Trait;
import io.cameleer.chat.ReasoningEffort;
import io.cameleer.provider.repair.Complaint;
import io.cameleer.provider.repair.Refused;
import io.cameleer.provider.repair.Repair;
import io.cameleer.provider.repair.RepairRule;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Repairs of a {@code reasoning_effort} that a model does not take. */
final class RefusedEffort {

  /**
   * {@code Unsupported value: 'reasoning_effort' does not support 'minimal' with this model.
   * Supported values are: 'low', 'medium', and 'high'.}
   */
  private static final Pattern STEP_REFUSED =
      Pattern.compile(
          "reasoning[._]effort[`'\"]? does not support [`'\"](\\w+)[`'\"](.*)",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern STEP_TAKEN =
      Pattern.compile("[`'\"](none|minimal|low|medium|high|xhigh|max)[`'\"]");

  /** The nearest step of those the model takes. */
  static final RepairRule STEP = new RepairRule(RefusedEffort::namesStep, RefusedEffort::nearest);

  private RefusedEffort() {}

  /** No reasoning at all, for models that call functions only without. */
  static Repair switchedOff(Refused refused) {
    if (refused.request().tooling().tools().isEmpty()) {
      return refused.repair();
    }
    ReasoningEffort asked = refused.request().reasoningEffort();
    Repair repair =
        refused
            .repair()
            .request(refused.request().toBuilder().reasoningEffort(ReasoningEffort.NONE).build())
            .with(Trait.REASONING_EFFORT, Trait.EFFORT_NONE);
    return asked == null ? repair : repair.dropping("reasoning_effort");
  }

  private static boolean namesStep(Complaint complaint) {
    return STEP_REFUSED.matcher(complaint.message()).find();
  }

  private static List<Repair> nearest(Refused refused) {
    Matcher matcher = STEP_REFUSED.matcher(refused.complaint().message());
    if (!matcher.find()) {
      return List.of();
    }
    Set<Trait> lacking = EnumSet.noneOf(Trait.class);
    for (ReasoningEffort effort : ReasoningEffort.values()) {
      lacking.add(EffortSteps.trait(effort));
    }
    int all = lacking.size();
    Matcher step = STEP_TAKEN.matcher(matcher.group(2));
    while (step.find()) {
      lacking.remove(EffortSteps.trait(step(step.group(1))));
    }
    List<Repair> repairs = new ArrayList<>();
    if (lacking.size() < all) {
      repairs.add(refused.repair().without(lacking.toArray(Trait[]::new)));
    }
    repairs.add(refused.repair().without(Trait.REASONING_EFFORT));
    return repairs;
  }

  private static ReasoningEffort step(String wireName) {
    return ReasoningEffort.valueOf(wireName.toUpperCase(Locale.ROOT));
  }
}
