package io.cameleer.provider.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.catalog.Model;
import io.cameleer.catalog.Trait;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.ReasoningEffort;
import io.cameleer.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * How much the model shall think, and how many tokens it may answer with: one depends on the other,
 * since {@code max_tokens} is required and includes the tokens of thinking.
 *
 * @param thinking the field {@code thinking}, or null to send none
 * @param effort {@code output_config.effort}, or null to send none
 * @param maxTokens {@code max_tokens}
 * @param honoured whether the client's {@code reasoning_effort}, if any, has an effect
 */
record Thinking(
    @Nullable ObjectNode thinking, @Nullable String effort, int maxTokens, boolean honoured) {

  /**
   * Where neither the client nor the catalogue knows a limit: every model of the last years can do
   * that.
   */
  private static final int USUAL_MAX_TOKENS = 8_192;

  private static final int LEAST_BUDGET = 1_024;

  /** What is kept for the answer itself when thinking would take all. */
  private static final int ANSWER_RESERVE = 4_096;

  private static final String TYPE = "type";

  /**
   * Decides.
   *
   * @param forcedToolChoice whether the request forces a tool call, with which older models can't
   *     think
   * @param loopWithoutThinking whether the conversation ends with results of tool calls that the
   *     model made without thinking blocks: thinking with a budget can't be switched on then
   */
  static Thinking of(
      ChatRequest request, Model model, boolean forcedToolChoice, boolean loopWithoutThinking) {
    int maxTokens = maxTokens(request, model);
    ReasoningEffort effort = request.reasoningEffort();
    if (effort == null) {
      return new Thinking(null, null, maxTokens, true);
    }
    boolean blocked = forcedToolChoice && !model.has(Trait.FORCED_TOOL_CHOICE_WHILE_THINKING);
    if (effort == ReasoningEffort.NONE) {
      return none(model, maxTokens);
    }
    if (model.has(Trait.THINKING_ADAPTIVE)) {
      boolean thinks = !blocked && effort != ReasoningEffort.MINIMAL;
      return new Thinking(thinks ? adaptive() : null, effort(effort, model), maxTokens, true);
    }
    if (model.has(Trait.THINKING_BUDGET) && !blocked && !loopWithoutThinking) {
      return budgeted(effort, model, maxTokens);
    }
    return new Thinking(null, null, maxTokens, false);
  }

  /** Whether the request asks for thinking, as opposed to leaving it to the model's default. */
  boolean thinks() {
    return thinking != null
        && ("adaptive".equals(Json.string(thinking, TYPE))
            || "enabled".equals(Json.string(thinking, TYPE)));
  }

  private static int maxTokens(ChatRequest request, Model model) {
    Integer cap = model.maxOutputTokens();
    Integer limit = request.outputLimit();
    if (limit == null) {
      return cap == null ? USUAL_MAX_TOKENS : cap;
    }
    return cap == null ? limit : Math.min(limit, cap);
  }

  /** As little thinking as the model allows. */
  private static Thinking none(Model model, int maxTokens) {
    if (model.has(Trait.THINKING_OFF)) {
      return new Thinking(Json.object().put(TYPE, "disabled"), null, maxTokens, true);
    }
    if (model.has(Trait.THINKING_BETWEEN_TOOLS)) {
      return new Thinking(Json.object().put(TYPE, "between_tools"), null, maxTokens, true);
    }
    String least = model.has(Trait.THINKING_ADAPTIVE) ? "low" : null;
    return new Thinking(null, least, maxTokens, true);
  }

  /** The newest models show no thinking unless asked to. */
  private static ObjectNode adaptive() {
    return Json.object().put(TYPE, "adaptive").put("display", "summarized");
  }

  private static String effort(ReasoningEffort effort, Model model) {
    return switch (effort) {
      case NONE, MINIMAL, LOW -> "low";
      case MEDIUM -> "medium";
      case HIGH -> "high";
      case XHIGH -> model.has(Trait.EFFORT_XHIGH) ? "xhigh" : "high";
      case MAX -> model.has(Trait.EFFORT_MAX) ? "max" : effort(ReasoningEffort.XHIGH, model);
    };
  }

  /** The budget comes on top of the client's limit, as far as the model's cap allows. */
  private static Thinking budgeted(ReasoningEffort effort, Model model, int answerTokens) {
    Integer cap = model.maxOutputTokens();
    long wanted = budget(effort, cap);
    long maxTokens = answerTokens + wanted;
    if (cap != null) {
      maxTokens = Math.min(maxTokens, cap);
    }
    long budget = Math.min(wanted, maxTokens - Math.min(answerTokens, ANSWER_RESERVE));
    if (budget < LEAST_BUDGET) {
      return new Thinking(null, null, answerTokens, false);
    }
    ObjectNode thinking = Json.object().put(TYPE, "enabled").put("budget_tokens", budget);
    return new Thinking(thinking, null, Math.toIntExact(maxTokens), true);
  }

  private static int budget(ReasoningEffort effort, @Nullable Integer cap) {
    return switch (effort) {
      case NONE, MINIMAL -> LEAST_BUDGET;
      case LOW -> 2_048;
      case MEDIUM -> 8_192;
      case HIGH -> 16_384;
      case XHIGH -> 32_000;
      case MAX -> cap == null ? 32_000 : cap;
    };
  }
}
