package io.cameleer.provider.qwen;

import io.cameleer.catalog.Candidate;
import io.cameleer.catalog.Model;
import io.cameleer.catalog.Trait;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.ChatRequestBuilder;
import io.cameleer.chat.Message;
import io.cameleer.chat.ReasoningEffort;
import io.cameleer.chat.ResponseFormat;
import io.cameleer.chat.ToolChoice;
import io.cameleer.provider.DroppedParameters;
import io.cameleer.provider.compatible.EffortSteps;
import io.cameleer.provider.compatible.ReasoningHistory;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Thinking is switched by {@code enable_thinking} and bounded by {@code thinking_budget}; the
 * newest models take {@code reasoning_effort} instead. What the client says with DashScope's own
 * fields stands.
 */
final class QwenThinking {

  /** Whether the model thinks. */
  static final String SWITCH = "enable_thinking";

  /** How many tokens it may think with. */
  static final String BUDGET = "thinking_budget";

  private static final String REPLAY = "preserve_thinking";

  private QwenThinking() {}

  /**
   * Expresses the effort as the model takes it; leaves it out where the model always or never
   * thinks.
   */
  static ChatRequest apply(ChatRequest request, Candidate candidate, DroppedParameters dropped) {
    Model model = candidate.model();
    ReasoningEffort effort = request.reasoningEffort();
    if (effort == null) {
      return request;
    }
    if (!model.has(Trait.THINKING_SWITCH) || request.extras().containsKey(SWITCH)) {
      return EffortSteps.nearest(request, candidate, dropped);
    }
    if (effort == ReasoningEffort.NONE) {
      return with(request, SWITCH, false).reasoningEffort(null).build();
    }
    if (wantsJson(request) || forcesFunction(request)) {
      // Both are refused while the model thinks, and the form of the answer matters more.
      dropped.add("reasoning_effort");
      return with(request, SWITCH, false).reasoningEffort(null).build();
    }
    if (model.has(Trait.REASONING_EFFORT)) {
      return EffortSteps.nearest(with(request, SWITCH, true).build(), candidate, dropped);
    }
    return budgeted(request, effort);
  }

  private static ChatRequest budgeted(ChatRequest request, ReasoningEffort effort) {
    ChatRequest switched = with(request, SWITCH, true).reasoningEffort(null).build();
    Integer budget = budget(effort);
    return budget == null || request.extras().containsKey(BUDGET)
        ? switched
        : with(switched, BUDGET, budget).build();
  }

  /** Tokens to think with; null leaves it to the model, which is the most. */
  private static @Nullable Integer budget(ReasoningEffort effort) {
    return switch (effort) {
      case NONE, MINIMAL -> 1_024;
      case LOW -> 4_096;
      case MEDIUM -> 8_192;
      case HIGH -> 16_384;
      case XHIGH, MAX -> null;
    };
  }

  private static boolean wantsJson(ChatRequest request) {
    return request.responseFormat() instanceof ResponseFormat.JsonObject;
  }

  private static boolean forcesFunction(ChatRequest request) {
    return request.tooling().choice() instanceof ToolChoice.Function;
  }

  private static ChatRequestBuilder with(ChatRequest request, String field, Object value) {
    Map<String, @Nullable Object> extras = new LinkedHashMap<>(request.extras());
    extras.put(field, value);
    return request.toBuilder().extras(extras);
  }

  /** Reasoning goes back only to those who ask for it with {@code preserve_thinking}. */
  static ChatRequest history(ChatRequest request, Candidate candidate, DroppedParameters dropped) {
    return Boolean.TRUE.equals(request.extras().get(REPLAY))
        ? ReasoningHistory.keepText(request, QwenThinking::text)
        : ReasoningHistory.stripAll(request);
  }

  private static @Nullable String text(Message.Assistant assistant) {
    return assistant.reasoning().text();
  }
}
