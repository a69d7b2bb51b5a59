package io.cameleer.provider.compatible;

import io.cameleer.catalog.Candidate;
import io.cameleer.catalog.Model;
import io.cameleer.catalog.Trait;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.ReasoningEffort;
import io.cameleer.provider.DroppedParameters;
import org.jspecify.annotations.Nullable;

/**
 * The steps of {@code reasoning_effort} that a model takes. A step it lacks becomes the next
 * stronger one it has, since who asks for some thinking wants thinking; above the strongest there
 * is only the strongest.
 */
public final class EffortSteps {

  private EffortSteps() {}

  /** Moves the effort to a step the model takes; leaves it out where the model takes none. */
  public static ChatRequest nearest(
      ChatRequest request, Candidate candidate, DroppedParameters dropped) {
    ReasoningEffort effort = request.reasoningEffort();
    if (effort == null) {
      return request;
    }
    ReasoningEffort nearest = nearest(effort, candidate.model());
    if (nearest == effort) {
      return request;
    }
    if (nearest == null) {
      dropped.add("reasoning_effort");
    }
    return request.toBuilder().reasoningEffort(nearest).build();
  }

  /** The step to use, or null where the model takes none. */
  private static @Nullable ReasoningEffort nearest(ReasoningEffort effort, Model model) {
    if (!model.has(Trait.REASONING_EFFORT)) {
      return null;
    }
    ReasoningEffort strongest = null;
    for (ReasoningEffort step : ReasoningEffort.values()) {
      if (model.has(trait(step))) {
        if (step.compareTo(effort) >= 0) {
          return step;
        }
        strongest = step;
      }
    }
    return strongest;
  }

  /** The trait of models that take a step. */
  static Trait trait(ReasoningEffort effort) {
    return switch (effort) {
      case NONE -> Trait.EFFORT_NONE;
      case MINIMAL -> Trait.EFFORT_MINIMAL;
      case LOW -> Trait.EFFORT_LOW;
      case MEDIUM -> Trait.EFFORT_MEDIUM;
      case HIGH -> Trait.EFFORT_HIGH;
      case XHIGH -> Trait.EFFORT_XHIGH;
      case MAX -> Trait.EFFORT_MAX;
    };
  }
}
