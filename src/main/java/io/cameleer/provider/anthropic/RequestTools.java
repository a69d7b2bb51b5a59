package io.cameleer.provider.anthropic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.json.Json;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tools of a request as Anthropic takes them.
 *
 * @param tools the field {@code tools}; empty to send none
 * @param choice the field {@code tool_choice}, or null to send none
 * @param instruction to append to the system prompt in place of a choice the model refuses, or null
 * @param customTools the names of the tools whose input is one free text
 */
record RequestTools(
    ArrayNode tools,
    @Nullable ObjectNode choice,
    @Nullable String instruction,
    Set<String> customTools) {

  /** The one argument of a custom tool: its free text. */
  static final String CUSTOM_INPUT = "input";

  /** Whether the model has no choice but to call a tool. */
  boolean forced() {
    String type = choice == null ? null : Json.string(choice, "type");
    return "any".equals(type) || "tool".equals(type);
  }
}
