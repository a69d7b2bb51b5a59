package io.cameleer.api;

import io.cameleer.chat.ToolChoice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code tool_choice} and its deprecated form {@code function_call}. */
final class ToolChoiceReader {

  private static final String FIELD = "tool_choice";
  private static final String LEGACY_FIELD = "function_call";
  private static final String FORMS = "a string or an object";
  private static final List<String> WORDS = List.of("none", "auto", "required");
  private static final List<String> LEGACY_WORDS = List.of("none", "auto");
  private static final List<String> TYPES = List.of("function", "custom", "allowed_tools");
  private static final List<String> TOOL_TYPES = List.of("function", "custom");
  private static final List<String> MODES = List.of("auto", "required");

  /** Takes the choice from a request; null where the client made none. */
  @Nullable ToolChoice read(Fields request) {
    String word = request.stringIfAny(FIELD);
    if (word != null) {
      return word(word, request.path(FIELD), WORDS);
    }
    Fields choice = request.object(FIELD, FORMS);
    return choice == null ? null : object(choice);
  }

  /** Takes the deprecated choice from a request; null where the client made none. */
  @Nullable ToolChoice readLegacy(Fields request) {
    String word = request.stringIfAny(LEGACY_FIELD);
    if (word != null) {
      return word(word, request.path(LEGACY_FIELD), LEGACY_WORDS);
    }
    Fields choice = request.object(LEGACY_FIELD, FORMS);
    return choice == null ? null : new ToolChoice.Function(choice.requiredName("name"));
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
