package io.cameleer.catalog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Something a model can or can't do that changes how a request is translated or whether it may go
 * there.
 */
public enum Trait {
  /** Takes images. */
  VISION,
  /** Takes sound. */
  AUDIO_INPUT,
  /** Takes PDF documents. */
  PDF_INPUT,
  /** Calls functions. */
  TOOLS,
  /** Enforces a JSON schema on its answer. */
  JSON_SCHEMA,
  /** Makes embeddings instead of answers. */
  EMBEDDINGS,
  /** Takes temperature, top_p and the like. */
  SAMPLING,
  /** Thinks before it answers. */
  REASONING,
  /** Thinking can be switched off with effort {@code none}. */
  EFFORT_NONE,
  /** Takes effort {@code minimal}. */
  EFFORT_MINIMAL,
  /** Takes effort {@code low}. */
  EFFORT_LOW,
  /** Takes effort {@code medium}. */
  EFFORT_MEDIUM,
  /** Takes effort {@code high}. */
  EFFORT_HIGH,
  /** Takes effort {@code xhigh}. */
  EFFORT_XHIGH,
  /** Takes effort {@code max}. */
  EFFORT_MAX,
  /** OpenAI: function tools only through the Responses API. */
  RESPONSES_FOR_TOOLS,
  /** OpenAI: only through the Responses API. */
  RESPONSES_ONLY,
  /** Takes a forced tool choice. */
  FORCED_TOOL_CHOICE,
  /** Anthropic: takes a forced tool choice while it thinks. */
  FORCED_TOOL_CHOICE_WHILE_THINKING,
  /** Anthropic: thinking of type {@code adaptive}. */
  THINKING_ADAPTIVE,
  /** Anthropic: thinking with a budget. Gemini: {@code thinkingBudget}. */
  THINKING_BUDGET,
  /** Anthropic: thinking can be disabled. Gemini: a budget of 0 is allowed. */
  THINKING_OFF,
  /** Anthropic: thinking of type {@code between_tools}. */
  THINKING_BETWEEN_TOOLS,
  /** Takes a trailing assistant message as the start of its answer. */
  PREFILL,
  /** Anthropic: takes system messages in mid-conversation. */
  MID_CONVERSATION_SYSTEM,
  /** Gemini: {@code thinkingLevel}. */
  THINKING_LEVEL,
  /** Gemini: thinking level {@code minimal}. */
  LEVEL_MINIMAL,
  /** Gemini: thinking level {@code xhigh}. */
  LEVEL_XHIGH,
  /** Takes instructions of its own kind; without it they go before the first user text. */
  SYSTEM_PROMPT,
  /** Takes frequency and presence penalties. */
  PENALTIES,
  /** Gemini: JSON output and function tools in one request. */
  JSON_WITH_TOOLS,
  /** Gemini: images and documents inside a tool's result. */
  MULTIMODAL_TOOL_RESULTS,
  /** DeepSeek, Qwen: thinking is switched by a request field. */
  THINKING_SWITCH,
  /** DeepSeek: reasoning must come back with the history. */
  REASONING_PASSED_BACK,
  /** Takes {@code reasoning_effort}. */
  REASONING_EFFORT;

  private static final Map<String, Trait> BY_CONFIG_NAME =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(Trait::configName, Function.identity()));

  /** The trait with that word in {@code config/models.yaml}. */
  public static Optional<Trait> named(String configName) {
    return Optional.ofNullable(BY_CONFIG_NAME.get(configName));
  }

  /** The word in {@code config/models.yaml}. */
  public String configName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
