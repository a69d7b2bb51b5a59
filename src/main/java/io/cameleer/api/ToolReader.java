package io.cameleer.api;

import io.cameleer.chat.Tool;
import io.cameleer.chat.ToolChoice;
import io.cameleer.chat.Tooling;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tools of a request and which of them may be called, the deprecated {@code functions}
 * included.
 */
final class ToolReader {

  private final ToolChoiceReader choices = new ToolChoiceReader();

  /** Takes the tools from a request. */
  Tooling read(Fields request) {
    List<Tool> tools = request.list("tools", ToolReader::tool);
    List<Tool> functions = request.list("functions", ToolReader::legacyFunction);
    if (!tools.isEmpty() && !functions.isEmpty()) {
      throw Invalid.value(
          "functions",
          "Invalid 'functions': it is deprecated and can't stand beside 'tools'. Use 'tools'.");
    }
    ToolChoice choice = choices.read(request);
    ToolChoice legacyChoice = choices.readLegacy(request);
    Boolean parallel = request.bool("parallel_tool_calls");
    if (!functions.isEmpty()) {
      // The deprecated answer has room for one call only.
      return new Tooling(functions, choice != null ? choice : legacyChoice, false, true);
    }
    boolean none = tools.isEmpty() && choice == null && parallel == null;
    return none ? Tooling.NONE : new Tooling(tools, choice, parallel, false);
  }

  private static Tool tool(Fields tool) {
    String type = tool.string("type");
    if (type == null && !tool.has("function")) {
      throw Invalid.missing(tool.path("type"));
    }
    return switch (type) {
      case null -> function(tool);
      case "function" -> function(tool);
      case "custom" -> custom(tool);
      default -> new Tool.Other(type, tool.extras());
    };
  }

  private static Tool function(Fields tool) {
    Fields function = tool.requiredObject("function");
    String name = function.requiredName("name");
    String description = function.string("description");
    Map<String, @Nullable Object> parameters = function.map("parameters");
    Boolean strict = function.bool("strict");
    return new Tool.Function(name, description, parameters, strict, tool.extras());
  }

  private static Tool custom(Fields tool) {
    Fields custom = tool.requiredObject("custom");
    String name = custom.requiredName("name");
    String description = custom.string("description");
    Map<String, @Nullable Object> format = custom.map("format");
    return new Tool.Custom(name, description, format, tool.extras());
  }

  private static Tool legacyFunction(Fields function) {
    String name = function.requiredName("name");
    String description = function.string("description");
    Map<String, @Nullable Object> parameters = function.map("parameters");
    return new Tool.Function(name, description, parameters, null, function.extrasBelow("function"));
  }
}
