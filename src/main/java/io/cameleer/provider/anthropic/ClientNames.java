package io.cameleer.provider.anthropic;

import io.cameleer.chat.ChatRequest;
import org.jspecify.annotations.Nullable;

/** What the client calls the fields of a Messages body. */
final class ClientNames {

  private static final String EFFORT = "reasoning_effort";

  private ClientNames() {}

  /**
   * The client's name of a field.
   *
   * @param path where it stands in the body
   * @return null where the client said nothing of the kind
   */
  static @Nullable String of(String path, ChatRequest request) {
    return switch (path) {
      case "thinking", "output_config.effort", "output_config" ->
          request.reasoningEffort() == null ? null : EFFORT;
      case "metadata", "metadata.user_id" ->
          request.safetyIdentifier() == null ? "user" : "safety_identifier";
      case "stop_sequences" -> "stop";
      case "tool_choice.disable_parallel_tool_use" -> "parallel_tool_calls";
      case "tools[].strict" -> "tools[].function.strict";
      case "messages[].content[].title" -> "messages[].content[].file.filename";
      // these the gateway adds by itself
      case "thinking.display", "messages[].content[].is_error", "messages[].content[].signature" ->
          null;
      default -> path.endsWith("cache_control") ? "cache_control" : path;
    };
  }
}
