package io.cameleer.provider.gemini;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.chat.Tool;
import io.cameleer.chat.ToolChoice;
import io.cameleer.chat.Tooling;
import io.cameleer.json.Json;
import io.cameleer.provider.DroppedParameters;
import io.cameleer.provider.Failures;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes {@code tools} and {@code toolConfig}. */
final class GeminiTools {

  /** The one argument of a tool that takes free text, as Gemini sees it. */
  static final String CUSTOM_INPUT = "input";

  private static final String AUTO = "AUTO";
  private static final String ANY = "ANY";
  private static final String NONE = "NONE";

  /** As {@code AUTO}, with arguments held to their schema. */
  private static final String VALIDATED = "VALIDATED";

  private final DroppedParameters dropped;

  GeminiTools(DroppedParameters dropped) {
    this.dropped = dropped;
  }

  /** Writes both into a request's body; nothing where the client offers no tools. */
  void write(Tooling tooling, ObjectNode body) {
    if (tooling.tools().isEmpty()) {
      dropped.addIfSet("tool_choice", tooling.choice());
      dropped.addIfSet("parallel_tool_calls", tooling.parallel());
      return;
    }
    ArrayNode declarations = body.putArray("tools").addObject().putArray("functionDeclarations");
    List<Tool> tools = tooling.tools();
    for (int i = 0; i < tools.size(); i++) {
      declarations.add(declaration(tools.get(i), "tools[" + i + "]"));
    }
    ObjectNode config = callingConfig(tooling);
    if (!config.isEmpty()) {
      body.putObject("toolConfig").set("functionCallingConfig", config);
    }
    if (Boolean.FALSE.equals(tooling.parallel()) && !tooling.legacyFunctions()) {
      dropped.add("parallel_tool_calls");
    }
  }

  private ObjectNode declaration(Tool tool, String path) {
    ObjectNode declaration =
        switch (tool) {
          case Tool.Function function -> function(function, path);
          case Tool.Custom custom -> custom(custom);
          case Tool.Other other ->
              throw Failures.unsupported(
                  path, "Gemini takes no tool of type '" + other.type() + "' from this gateway.");
        };
    GeminiParts.dropExtras(tool.extras(), "tools[]", dropped);
    return declaration;
  }

  private static ObjectNode function(Tool.Function function, String path) {
    ObjectNode declaration = named(function.name(), function.description());
    if (function.parameters() != null) {
      ObjectNode parameters =
          GeminiJsonSchema.lower(Json.object(function.parameters()), path + ".function.parameters");
      if (hasArguments(parameters)) {
        if (!parameters.has("type") && !parameters.has("anyOf") && !parameters.has("oneOf")) {
          parameters.put("type", "object");
        }
        declaration.set("parametersJsonSchema", parameters);
      }
    }
    return declaration;
  }

  /**
   * An object without properties is how OpenAI's clients write "no arguments"; Gemini wants no
   * schema then.
   */
  private static boolean hasArguments(ObjectNode parameters) {
    return !parameters.path("properties").isEmpty()
        || parameters.has("anyOf")
        || parameters.has("oneOf")
        || parameters.path("additionalProperties").isObject()
        || parameters.path("additionalProperties").asBoolean();
  }

  private static ObjectNode custom(Tool.Custom custom) {
    ObjectNode declaration = named(custom.name(), custom.description());
    ObjectNode parameters = declaration.putObject("parametersJsonSchema").put("type", "object");
    ObjectNode input = parameters.putObject("properties").putObject(CUSTOM_INPUT);
    input.put("type", "string");
    String grammar = grammar(custom.format());
    if (grammar != null) {
      input.put("description", grammar);
    }
    parameters.putArray("required").add(CUSTOM_INPUT);
    return declaration;
  }

  /** Gemini can't enforce a grammar, but the model can read one. */
  private static @Nullable String grammar(@Nullable Map<String, @Nullable Object> format) {
    if (format == null || !"grammar".equals(format.get("type"))) {
      return null;
    }
    ObjectNode node = Json.object(format);
    ObjectNode grammar = node.get("grammar") instanceof ObjectNode nested ? nested : node;
    return "Text that matches this %s grammar:\n%s"
        .formatted(grammar.path("syntax").asText(), grammar.path("definition").asText());
  }

  private static ObjectNode named(String name, @Nullable String description) {
    ObjectNode declaration = Json.object().put("name", FunctionNames.onTheWire(name));
    if (description != null) {
      declaration.put("description", description);
    }
    return declaration;
  }

  private static ObjectNode callingConfig(Tooling tooling) {
    boolean strict =
        tooling.tools().stream()
            .anyMatch(tool ->
                tool instanceof Tool.Function function && Boolean.TRUE.equals(function.strict()));
    return switch (tooling.choice()) {
      case null -> strict ? mode(VALIDATED) : Json.object();
      case ToolChoice.None ignored -> mode(NONE);
      case ToolChoice.Auto ignored -> mode(strict ? VALIDATED : AUTO);
      case ToolChoice.Required ignored -> mode(ANY);
      case ToolChoice.Function(String name) -> only(ANY, List.of(name));
      case ToolChoice.Custom(String name) -> only(ANY, List.of(name));
      // AUTO takes no list of names
      case ToolChoice.Allowed(boolean required, List<String> names) ->
          only(required ? ANY : VALIDATED, names);
    };
  }

  private static ObjectNode mode(String mode) {
    return Json.object().put("mode", mode);
  }

  private static ObjectNode only(String mode, List<String> names) {
    ObjectNode config = mode(mode);
    ArrayNode allowed = config.putArray("allowedFunctionNames");
    names.forEach(name -> allowed.add(FunctionNames.onTheWire(name)));
    return config;
  }
}
