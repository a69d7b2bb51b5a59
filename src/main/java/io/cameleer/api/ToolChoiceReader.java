package io.cameleer.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.chat.ToolChoice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code tool_choice} and its deprecated form {@code function_call}. */
final class ToolChoiceReader {

  private static final List<String> WORDS = List.of("none", "auto", "required");
  private static final List<String> LEGACY_WORDS = List.of("none", "auto");
  private static final List<String> TYPES = List.of("function", "custom", "allowed_tools");
  private static final List<String> TOOL_TYPES = List.of("function", "custom");
  private static final List<String> MODES = List.of("auto", "required");

  /** Takes the choice from a request; null where the client made none. */
  @Nullable ToolChoice read(Fields request) {
    JsonNode choice = request.take("tool_choice");
    if (choice == null) {
      return null;
    }
    if (choice.isTextual()) {
      return word(choice.textValue(), request.path("tool_choice"), WORDS);
    }
    if (choice.isObject()) {
      return object(request.object("tool_choice", choice));
    }
    throw Invalid.type(request.path("tool_choice"), "a string or an object", choice);
  }

  /** Takes the deprecated choice from a request; null where the client made none. */
  @Nullable ToolChoice readLegacy(Fields request) {
    JsonNode choice = request.take("function_call");
    if (choice == null) {
      return null;
    }
    if (choice.isTextual()) {
      return word(choice.textValue(), request.path("function_call"), LEGACY_WORDS);
    }
    if (choice.isObject()) {
      return new ToolChoice.Function(request.object("function_call", choice).requiredName("name"));
    }
    throw Invalid.type(request.path("function_call"), "a string or an object", choice);
  }

  private static ToolChoice word(String word, String path, List<String> supported) {
    if (!supported.contains(word)) {
      throw Invalid.value(path, word, supported);
    }
    return switch (word) {
      case "none" -> new ToolChoice.None();
      case "auto" -> new ToolChoice.Auto();
      default -> new ToolChoice.Required();
    };
  }

  private static ToolChoice object(Fields choice) {
    String type = choice.requiredString("type");
    return switch (type) {
      case "function" -> new ToolChoice.Function(nameBelow(choice, "function"));
      case "custom" -> new ToolChoice.Custom(nameBelow(choice, "custom"));
      case "allowed_tools" -> allowed(choice.requiredObject("allowed_tools"));
      default -> throw Invalid.value(choice.path("type"), type, TYPES);
    };
  }

  private static ToolChoice allowed(Fields allowed) {
    String mode = allowed.requiredString("mode");
    if (!MODES.contains(mode)) {
      throw Invalid.value(allowed.path("mode"), mode, MODES);
    }
    List<String> names = allowed.requiredList("tools", ToolChoiceReader::allowedName);
    if (names.isEmpty()) {
      throw Invalid.emptyArray(allowed.path("tools"));
    }
    return new ToolChoice.Allowed(mode.equals("required"), names);
  }

  private static String allowedName(Fields tool) {
    String type = tool.requiredString("type");
    if (!TOOL_TYPES.contains(type)) {
      throw Invalid.value(tool.path("type"), type, TOOL_TYPES);
    }
    return nameBelow(tool, type);
  }

  private static String nameBelow(Fields object, String type) {
    return object.requiredObject(type).requiredName("name");
  }
}
