package io.cameleer.provider.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cameleer.chat.Tool;
import io.cameleer.chat.ToolChoice;
import io.cameleer.chat.Tooling;
import io.cameleer.json.Json;
import io.cameleer.json.PlainValues;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the tools and which of them may be called. */
final class ToolWriter {

  private ToolWriter() {}

  /** An empty list of tools is not written: providers refuse it. */
  static void write(ObjectNode body, Tooling tooling) {
    if (!tooling.tools().isEmpty()) {
      ArrayNode tools = body.putArray("tools");
      tooling.tools().forEach(tool -> tools.add(tool(tool)));
    }
    if (tooling.choice() != null) {
      body.set("tool_choice", choice(tooling.choice(), tooling.tools()));
    }
    if (tooling.parallel() != null) {
      body.put("parallel_tool_calls", tooling.parallel());
    }
  }

  private static ObjectNode tool(Tool tool) {
    ObjectNode node = Json.object();
    switch (tool) {
      case Tool.Function function -> function(node, function);
      case Tool.Custom custom -> {
        ObjectNode inner = node.put("type", "custom").putObject("custom");
        describe(inner, custom.name(), custom.description());
        putUnlessNull(inner, "format", custom.format());
      }
      case Tool.Other other -> node.put("type", other.type());
    }
    Extras.merge(node, tool.extras());
    return node;
  }

  private static void function(ObjectNode node, Tool.Function function) {
    ObjectNode inner = node.put("type", "function").putObject("function");
    describe(inner, function.name(), function.description());
    putUnlessNull(inner, "parameters", function.parameters());
    if (function.strict() != null) {
      inner.put("strict", function.strict());
    }
  }

  private static void describe(ObjectNode node, String name, @Nullable String description) {
    node.put("name", name);
    if (description != null) {
      node.put("description", description);
    }
  }

  private static void putUnlessNull(
      ObjectNode node, String field, @Nullable Map<String, @Nullable Object> value) {
    if (value != null) {
      node.set(field, Json.leaf(json -> PlainValues.write(json, value)));
    }
  }

  private static JsonNode choice(ToolChoice choice, List<Tool> tools) {
    return switch (choice) {
      case ToolChoice.None() -> TextNode.valueOf("none");
      case ToolChoice.Auto() -> TextNode.valueOf("auto");
      case ToolChoice.Required() -> TextNode.valueOf("required");
      case ToolChoice.Function(String name) -> named("function", name);
      case ToolChoice.Custom(String name) -> named("custom", name);
      case ToolChoice.Allowed allowed -> allowed(allowed, tools);
    };
  }

  private static ObjectNode named(String type, String name) {
    ObjectNode node = Json.object().put("type", type);
    node.putObject(type).put("name", name);
    return node;
  }

  private static ObjectNode allowed(ToolChoice.Allowed allowed, List<Tool> tools) {
    ObjectNode node = Json.object().put("type", "allowed_tools");
    ObjectNode inner = node.putObject("allowed_tools");
    inner.put("mode", allowed.required() ? "required" : "auto");
    ArrayNode names = inner.putArray("tools");
    for (String name : allowed.names()) {
      names.add(named(isCustom(name, tools) ? "custom" : "function", name));
    }
    return node;
  }

  private static boolean isCustom(String name, List<Tool> tools) {
    return tools.stream().anyMatch(tool -> tool instanceof Tool.Custom t && t.name().equals(name));
  }
}
