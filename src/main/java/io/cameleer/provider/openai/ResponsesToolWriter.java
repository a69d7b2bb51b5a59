package io.cameleer.provider.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cameleer.chat.Tool;
import io.cameleer.chat.ToolChoice;
import io.cameleer.chat.Tooling;
import io.cameleer.json.Json;
import io.cameleer.provider.DroppedParameters;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes tools and the choice among them as the Responses API has them: flat, without the chat
 * format's nesting.
 */
final class ResponsesToolWriter {

  private static final String TOOLS = "tools[]";
  private static final String FUNCTION = "function";
  private static final String CUSTOM = "custom";
  private static final String GRAMMAR = "grammar";

  private final DroppedParameters dropped;

  ResponsesToolWriter(DroppedParameters dropped) {
    this.dropped = dropped;
  }

  /**
   * Sets {@code tools}, {@code tool_choice} and {@code parallel_tool_calls}; nothing where there
   * are no tools.
   */
  void write(Tooling tooling, ObjectNode body) {
    if (tooling.tools().isEmpty()) {
      return;
    }
    ArrayNode tools = body.putArray("tools");
    tooling.tools().forEach(tool -> tools.add(tool(tool)));
    if (tooling.choice() != null) {
      body.set("tool_choice", choice(tooling.choice(), tooling.tools()));
    }
    if (tooling.parallel() != null) {
      body.put("parallel_tool_calls", tooling.parallel());
    }
  }

  private ObjectNode tool(Tool tool) {
    return switch (tool) {
      case Tool.Function function -> function(function);
      case Tool.Custom custom -> custom(custom);
      case Tool.Other other -> {
        ObjectNode node = Json.object().put("type", other.type());
        node.setAll(Json.object(other.extras()));
        yield node;
      }
    };
  }

  private ObjectNode function(Tool.Function function) {
    ObjectNode node = start(FUNCTION, function.name(), function.description());
    Map<String, @Nullable Object> parameters = function.parameters();
    node.set("parameters", parameters == null ? noParameters() : Json.object(parameters));
    // said always: left out it would mean true here, but false in the chat format
    node.put("strict", Boolean.TRUE.equals(function.strict()));
    ResponsesExtras.drop(function.extras(), TOOLS, dropped);
    return node;
  }

  private static ObjectNode noParameters() {
    ObjectNode schema = Json.object().put("type", "object");
    schema.putObject("properties");
    return schema.put("additionalProperties", false);
  }

  private ObjectNode custom(Tool.Custom custom) {
    ObjectNode node = start(CUSTOM, custom.name(), custom.description());
    if (custom.format() != null) {
      node.set("format", flatFormat(custom.format()));
    }
    ResponsesExtras.drop(custom.extras(), TOOLS, dropped);
    return node;
  }

  /** The chat format nests a grammar's syntax and definition below {@code grammar}. */
  private static ObjectNode flatFormat(Map<String, @Nullable Object> format) {
    ObjectNode flat = Json.object(format);
    if (flat.remove(GRAMMAR) instanceof ObjectNode grammar) {
      flat.setAll(grammar);
    }
    return flat;
  }

  private static ObjectNode start(String type, String name, @Nullable String description) {
    ObjectNode node = Json.object().put("type", type).put("name", name);
    if (description != null) {
      node.put("description", description);
    }
    return node;
  }

  private static JsonNode choice(ToolChoice choice, List<Tool> tools) {
    return switch (choice) {
      case ToolChoice.None ignored -> TextNode.valueOf("none");
      case ToolChoice.Auto ignored -> TextNode.valueOf("auto");
      case ToolChoice.Required ignored -> TextNode.valueOf("required");
      case ToolChoice.Function(String name) -> start(FUNCTION, name, null);
      case ToolChoice.Custom(String name) -> start(CUSTOM, name, null);
      case ToolChoice.Allowed allowed -> allowed(allowed, tools);
    };
  }

  private static ObjectNode allowed(ToolChoice.Allowed allowed, List<Tool> tools) {
    Set<String> customNames =
        tools.stream()
            .filter(Tool.Custom.class::isInstance)
            .map(tool -> ((Tool.Custom) tool).name())
            .collect(Collectors.toSet());
    ObjectNode node = Json.object().put("type", "allowed_tools");
    node.put("mode", allowed.required() ? "required" : "auto");
    ArrayNode names = node.putArray("tools");
    for (String name : allowed.names()) {
      names.add(start(customNames.contains(name) ? CUSTOM : FUNCTION, name, null));
    }
    return node;
  }
}
