package io.cameleer.provider.anthropic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.catalog.Model;
import io.cameleer.catalog.Trait;
import io.cameleer.chat.Tool;
import io.cameleer.chat.Tooling;
import io.cameleer.json.Json;
import io.cameleer.provider.DroppedParameters;
import io.cameleer.provider.Failures;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the tools of a request and the choice among them. */
final class ToolWriter {

  /**
   * Anthropic's own tools, such as {@code web_search_20260318}, carry the date of their version.
   */
  private static final Pattern ANTHROPIC_TOOL = Pattern.compile("[a-z_]+_\\d{8}");

  private static final String TYPE = "type";

  private final Model model;
  private final SchemaLimits limits;
  private final DroppedParameters dropped;

  ToolWriter(Model model, SchemaLimits limits, DroppedParameters dropped) {
    this.model = model;
    this.limits = limits;
    this.dropped = dropped;
  }

  /** The tools; without any, a choice is left out, since the API refuses one. */
  RequestTools write(Tooling tooling) {
    if (tooling.tools().isEmpty()) {
      dropped.addIfSet("tool_choice", tooling.choice());
      dropped.addIfSet("parallel_tool_calls", tooling.parallel());
      return new RequestTools(Json.array(), null, null, Set.of());
    }
    if (!model.has(Trait.TOOLS)) {
      throw Failures.unsupported("tools", "The model " + model.id() + " calls no tools.");
    }
    Choice choice = Choice.of(tooling, model);
    if (choice.instruction() != null) {
      dropped.add("tool_choice");
    }
    ArrayNode tools = Json.array();
    choice.offered().forEach(tool -> tools.add(write(tool)));
    return new RequestTools(
        tools, choice.field(), choice.instruction(), customTools(tooling.tools()));
  }

  private static Set<String> customTools(List<Tool> tools) {
    return tools.stream()
        .filter(Tool.Custom.class::isInstance)
        .map(tool -> ((Tool.Custom) tool).name())
        .collect(Collectors.toUnmodifiableSet());
  }

  private ObjectNode write(Tool tool) {
    ObjectNode node =
        switch (tool) {
          case Tool.Function function -> function(function);
          case Tool.Custom custom -> custom(custom);
          case Tool.Other other -> anthropicTool(other);
        };
    if (!(tool instanceof Tool.Other)) {
      CacheBreakpoints.mark(node, tool.extras());
      Extras.drop(tool.extras(), "tools[]", dropped);
    }
    return node;
  }

  private ObjectNode function(Tool.Function function) {
    ObjectNode node = named(function.name(), function.description());
    ObjectNode schema = schemaOf(function.parameters());
    if (Boolean.TRUE.equals(function.strict())) {
      SchemaLowering.Lowered lowered =
          model.has(Trait.JSON_SCHEMA)
              ? SchemaLowering.lower(schema, "tools[].function.parameters")
              : null;
      if (lowered != null && limits.admitTool(lowered)) {
        node.set("input_schema", lowered.schema());
        return node.put("strict", true);
      }
      dropped.add("tools[].function.strict");
    }
    node.set("input_schema", schema);
    return node;
  }

  private static ObjectNode schemaOf(@Nullable Map<String, @Nullable Object> parameters) {
    ObjectNode schema = parameters == null ? Json.object() : Json.object(parameters);
    if (schema.isEmpty()) {
      schema.put(TYPE, "object").putObject("properties");
    }
    if (!"object".equals(Json.string(schema, TYPE))) {
      schema.put(TYPE, "object");
    }
    return schema;
  }

  /** A grammar can't be enforced, but the model can be told of it. */
  private ObjectNode custom(Tool.Custom custom) {
    ObjectNode node = named(custom.name(), custom.description());
    ObjectNode schema = node.putObject("input_schema").put(TYPE, "object");
    ObjectNode input = schema.putObject("properties").putObject(RequestTools.CUSTOM_INPUT);
    input.put(TYPE, "string");
    Map<String, @Nullable Object> format = custom.format();
    if (format != null && format.get("grammar") != null) {
      dropped.add("tools[].custom.format");
      input.put(
          "description", "Text of this grammar: " + Json.text(Json.node(format.get("grammar"))));
    }
    schema.putArray("required").add(RequestTools.CUSTOM_INPUT);
    schema.put("additionalProperties", false);
    return node;
  }

  private static ObjectNode anthropicTool(Tool.Other other) {
    if (!ANTHROPIC_TOOL.matcher(other.type()).matches()) {
      throw Failures.unsupported("tools", "Anthropic has no tool of type '" + other.type() + "'.");
    }
    ObjectNode node = Json.object().put(TYPE, other.type());
    node.setAll(Json.object(other.extras()));
    return node;
  }

  private static ObjectNode named(String name, @Nullable String description) {
    ObjectNode node = Json.object().put("name", name);
    if (description != null && !description.isBlank()) {
      node.put("description", description);
    }
    return node;
  }
}
