package io.cameleer.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.Tool;
import io.cameleer.chat.ToolCall;
import io.cameleer.chat.ToolChoice;
import io.cameleer.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls the tools a request offers, with arguments that match their schemas. */
final class SandboxToolCalls {

  private SandboxToolCalls() {}

  /**
   * The calls: of the forced tool, or all tools allowed where {@code parallel_tool_calls} is true,
   * or else the first. None where there are no tools or none may be called.
   *
   * @param text what the arguments' strings hold
   */
  static List<ToolCall> of(ChatRequest request, String text) {
    List<Tool> callable =
        request.tooling().tools().stream().filter(tool -> isAllowed(tool, request)).toList();
    boolean parallel = Boolean.TRUE.equals(request.tooling().parallel());
    List<Tool> called = parallel ? callable : callable.stream().limit(1).toList();
    List<ToolCall> calls = new ArrayList<>();
    for (Tool tool : called) {
      // the number of messages makes the id unique in its conversation
      String id = "call_sandbox_%d_%d".formatted(request.messages().size(), calls.size());
      switch (tool) {
        case Tool.Function function ->
            calls.add(ToolCall.Function.of(id, function.name(), arguments(function, text)));
        case Tool.Custom custom ->
            calls.add(new ToolCall.Custom(id, custom.name(), text, Map.of()));
        case Tool.Other ignored -> {}
      }
    }
    return calls;
  }

  private static boolean isAllowed(Tool tool, ChatRequest request) {
    String name = name(tool);
    return name != null
        && switch (request.tooling().choice()) {
          case ToolChoice.None ignored -> false;
          case ToolChoice.Function(String forced) -> forced.equals(name);
          case ToolChoice.Custom(String forced) -> forced.equals(name);
          case ToolChoice.Allowed allowed -> allowed.names().contains(name);
          case ToolChoice.Auto ignored -> true;
          case ToolChoice.Required ignored -> true;
          case null -> true;
        };
  }

  private static @Nullable String name(Tool tool) {
    return switch (tool) {
      case Tool.Function function -> function.name();
      case Tool.Custom custom -> custom.name();
      case Tool.Other ignored -> null;
    };
  }

  private static String arguments(Tool.Function function, String text) {
    Map<String, @Nullable Object> parameters = function.parameters();
    if (parameters == null || parameters.isEmpty()) {
      return "{}";
    }
    JsonNode arguments = SchemaSample.of(Json.object(parameters), text);
    return arguments.isObject() ? Json.text(arguments) : "{}";
  }
}
