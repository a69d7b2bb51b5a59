package io.cameleer.api;

import io.cameleer.chat.ToolCall;
import io.cameleer.json.Json;
import java.util.List;
import java.util.Map;

/**
 * Reads the tool calls of an assistant's message, the deprecated {@code function_call} included.
 */
final class ToolCallReader {

  private static final List<String> TYPES = List.of("function", "custom");
  private static final String NO_ARGUMENTS = "{}";

  /** Takes the calls from a message; empty where it has none. */
  List<ToolCall> read(Fields message, LegacyFunctionCalls legacyCalls) {
    List<ToolCall> calls = message.list("tool_calls", ToolCallReader::call);
    Fields legacyCall = message.object("function_call");
    if (legacyCall == null || !calls.isEmpty()) {
      return calls;
    }
    String name = legacyCall.requiredName("name");
    String arguments = arguments(legacyCall);
    return List.of(
        new ToolCall.Function(
            legacyCalls.called(name), name, arguments, null, legacyCall.extrasBelow("function")));
  }

  private static ToolCall call(Fields call) {
    String id = call.requiredName("id");
    String type = call.string("type");
    return switch (type) {
      case null -> function(id, call);
      case "function" -> function(id, call);
      case "custom" -> custom(id, call);
      default -> throw Invalid.value(call.path("type"), type, TYPES);
    };
  }

  private static ToolCall function(String id, Fields call) {
    Fields function = call.requiredObject("function");
    String name = function.requiredName("name");
    String arguments = arguments(function);
    String signature = ThoughtSignature.take(call);
    return new ToolCall.Function(id, name, arguments, signature, call.extras());
  }

  private static ToolCall custom(String id, Fields call) {
    Fields custom = call.requiredObject("custom");
    String name = custom.requiredName("name");
    String input = custom.requiredString("input");
    return new ToolCall.Custom(id, name, input, call.extras());
  }

  /**
   * Arguments are JSON text; some servers give the object itself, or nothing where there are none.
   */
  private static String arguments(Fields function) {
    return switch (function.take("arguments")) {
      case null -> NO_ARGUMENTS;
      case String text -> text.isBlank() ? NO_ARGUMENTS : text;
      case Map<?, ?> object -> Json.text(Json.node(object));
      case Object other ->
          throw Invalid.type(function.path("arguments"), "a string of JSON", other);
    };
  }
}
