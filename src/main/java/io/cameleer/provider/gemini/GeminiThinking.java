package io.cameleer.provider.gemini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.catalog.Trait;
import io.cameleer.chat.ReasoningEffort;
import io.cameleer.json.Json;
import org.jspecify.annotations.Nullable;

/** Turns a reasoning effort into a {@code thinkingConfig}. */
final class GeminiThinking {

  private static final int SMALLEST_BUDGET = 128;
  private static final int LOW_BUDGET = 1_024;
  private static final int MEDIUM_BUDGET = 8_192;
  private static final int HIGH_BUDGET = 24_576;

  private GeminiThinking() {}

  /**
   * The {@code thinkingConfig} of an effort: a budget of tokens for the 2.5 models, a level for
   * later ones. Thoughts are asked for too, except with effort {@code none}: the API refuses that
   * where thinking is off.
   *
   * @return null where the model's thinking can't be steered
   */
  static @Nullable ObjectNode config(ReasoningEffort effort, GeminiModel model) {
    ObjectNode config = Json.object();
    if (model.has(Trait.THINKING_LEVEL)) {
      config.put("thinkingLevel", level(effort, model));
    } else if (model.has(Trait.THINKING_BUDGET)) {
      config.put("thinkingBudget", budget(effort, model));
    } else {
      return null;
    }
    if (effort != ReasoningEffort.NONE) {
      config.put("includeThoughts", true);
    }
    return config;
  }

  private static String level(ReasoningEffort effort, GeminiModel model) {
    return switch (effort) {
      case NONE, MINIMAL -> model.has(Trait.LEVEL_MINIMAL) ? "minimal" : "low";
      case LOW -> "low";
      case MEDIUM -> "medium";
      case HIGH -> "high";
      case XHIGH, MAX -> model.has(Trait.LEVEL_XHIGH) ? "xhigh" : "high";
    };
  }

  private static int budget(ReasoningEffort effort, GeminiModel model) {
    return switch (effort) {
      case NONE -> model.has(Trait.THINKING_OFF) ? 0 : SMALLEST_BUDGET;
      case MINIMAL, LOW -> LOW_BUDGET;
      case MEDIUM -> MEDIUM_BUDGET;
      case HIGH, XHIGH, MAX -> HIGH_BUDGET;
    };
  }
}
