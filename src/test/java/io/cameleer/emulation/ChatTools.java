package io.cameleer.emulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads and checks the functions and the answer's form in OpenAI's chat format. */
final class ChatTools {

  private static final Set<String> FUNCTION_FIELDS =
      Set.of("name", "description", "parameters", "strict");
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

  private ChatTools() {}

  /** The functions the model may call now. */
  static List<OfferedTool> callable(JsonNode body, ChatRules rules) {
    List<OfferedTool> tools = new ArrayList<>();
    for (JsonNode tool : Strict.optionalItems(body, "tools", "body")) {
      Strict.onlyFields(tool, Set.of("type", "function"), "tools[]");
      Strict.oneOf(tool, "type", "tools[]", Set.of("function"));
      tools.add(function(Strict.object(tool, "function", "tools[]"), FUNCTION_FIELDS));
    }
    return chosen(tools, body.path("tool_choice"), rules.toolChoices());
  }

  /** A function's description, which may be nested or not. */
  static OfferedTool function(JsonNode function, Set<String> fields) {
    Strict.onlyFields(function, fields, "tools[]");
    String name = Strict.text(function, "name", "tools[]");
    if (!NAME.matcher(name).matches()) {
      throw Refusal.invalid("tools[].name", "Invalid function name '" + name + "'.");
    }
    JsonNode parameters = function.path("parameters");
    if (function.path("strict").asBoolean()) {
      Schemas.onlyClosedObjects(parameters, "parameters");
      Schemas.onlyRequiredProperties(parameters, "parameters");
    }
    return new OfferedTool(name, parameters);
  }

  private static List<OfferedTool> chosen(
      List<OfferedTool> tools, JsonNode choice, Set<String> words) {
    if (choice.isObject()) {
      JsonNode function = Strict.object(choice, "function", "tool_choice");
      return named(tools, Strict.text(function, "name", "tool_choice"));
    }
    if (choice.isTextual() && !words.contains(choice.textValue())) {
      throw Refusal.invalid("tool_choice", "Invalid value: " + choice + ", not one of " + words);
    }
    return choice.asText().equals("none") ? List.of() : tools;
  }

  /** The one function of that name, which must be there. */
  static List<OfferedTool> named(List<OfferedTool> tools, String name) {
    return List.of(
        tools.stream()
            .filter(tool -> tool.name().equals(name))
            .findFirst()
            .orElseThrow(() -> Refusal.invalid("tool_choice", "No tool is called " + name)));
  }

  /** The form the answer must have. */
  static Answer.Format format(JsonNode body, Set<String> types) {
    JsonNode format = body.path("response_format");
    if (format.isMissingNode()) {
      return new Answer.Format.Text();
    }
    return switch (Strict.oneOf(format, "type", "response_format", types)) {
      case "json_object" -> {
        requireTheWordJson(body.path("messages"));
        yield new Answer.Format.Json();
      }
      case "json_schema" -> {
        Strict.onlyFields(format, Set.of("type", "json_schema"), "response_format");
        yield schema(Strict.object(format, "json_schema", "response_format"));
      }
      default -> new Answer.Format.Text();
    };
  }

  private static Answer.Format schema(JsonNode schema) {
    Strict.onlyFields(
        schema, Set.of("name", "description", "schema", "strict"), "response_format.json_schema");
    return schemaFormat(schema);
  }

  /** A named schema, which may be nested or not. */
  static Answer.Format schemaFormat(JsonNode named) {
    if (!NAME.matcher(Strict.text(named, "name", "json_schema")).matches()) {
      throw Refusal.invalid("json_schema.name", "Invalid schema name.");
    }
    JsonNode schema = Strict.object(named, "schema", "json_schema");
    if (named.path("strict").asBoolean()) {
      Schemas.onlyClosedObjects(schema, "schema");
      Schemas.onlyRequiredProperties(schema, "schema");
    }
    return new Answer.Format.Schema(schema);
  }

  /** Refuses JSON mode where nothing in the conversation speaks of JSON. */
  static void requireTheWordJson(JsonNode messages) {
    if (!messages.toString().toLowerCase(Locale.ROOT).contains("json")) {
      throw Refusal.invalid(
          "messages", "'messages' must contain the word 'json' to use 'json_object'.");
    }
  }
}
