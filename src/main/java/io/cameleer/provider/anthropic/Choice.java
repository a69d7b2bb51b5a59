package io.cameleer.provider.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.catalog.Model;
import io.cameleer.catalog.Trait;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import io.cameleer.chat.Tool;
import io.cameleer.chat.ToolChoice;
import io.cameleer.chat.Tooling;
import io.cameleer.json.Json;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which tools the model may or must call. A model that refuses to be forced is offered only the
 * tool in question and told to call it.
 *
 * @param offered the tools to offer, in order
 * @param field the field {@code tool_choice}, or null to send none
 * @param instruction what to tell the model in place of a choice it refuses, or null
 */
record Choice(List<Tool> offered, @Nullable ObjectNode field, @Nullable String instruction) {

  private static final String TYPE = "type";

  /**
   * Decides.
   *
   * @param tooling with at least one tool
   * @throws CallFailedException status 400, where the choice names no tool of the request
   */
  static Choice of(Tooling tooling, Model model) {
    boolean forceable = model.has(Trait.FORCED_TOOL_CHOICE);
    Choice choice =
        switch (tooling.choice()) {
          case null ->
              new Choice(
                  tooling.tools(),
                  Boolean.FALSE.equals(tooling.parallel()) ? type("auto") : null,
                  null);
          case ToolChoice.None ignored -> new Choice(tooling.tools(), type("none"), null);
          case ToolChoice.Auto ignored -> new Choice(tooling.tools(), type("auto"), null);
          case ToolChoice.Required ignored -> any(tooling.tools(), forceable);
          case ToolChoice.Function(String name) -> one(tooling.tools(), name, forceable);
          case ToolChoice.Custom(String name) -> one(tooling.tools(), name, forceable);
          case ToolChoice.Allowed(boolean required, List<String> names) -> {
            List<Tool> allowed = only(tooling.tools(), names::contains);
            yield required ? any(allowed, forceable) : new Choice(allowed, type("auto"), null);
          }
        };
    return Boolean.FALSE.equals(tooling.parallel()) ? choice.oneAtATime() : choice;
  }

  private Choice oneAtATime() {
    if (field != null && !"none".equals(Json.string(field, TYPE))) {
      field.put("disable_parallel_tool_use", true);
    }
    return this;
  }

  private static Choice any(List<Tool> tools, boolean forceable) {
    return forceable
        ? new Choice(tools, type("any"), null)
        : new Choice(tools, type("auto"), "Your next answer must call at least one tool.");
  }

  private static Choice one(List<Tool> tools, String name, boolean forceable) {
    List<Tool> named = only(tools, name::equals);
    return forceable
        ? new Choice(tools, type("tool").put("name", name), null)
        : new Choice(
            named, type("auto"), "Your next answer must be a call of the tool '" + name + "'.");
  }

  private static List<Tool> only(List<Tool> tools, Predicate<String> name) {
    List<Tool> some = tools.stream().filter(tool -> name.test(nameOf(tool))).toList();
    if (some.isEmpty()) {
      throw new CallFailedException(
          Failure.badRequest(
              "invalid_value", "tool_choice", "'tool_choice' names no tool that is in 'tools'."));
    }
    return some;
  }

  private static String nameOf(Tool tool) {
    return switch (tool) {
      case Tool.Function function -> function.name();
      case Tool.Custom custom -> custom.name();
      case Tool.Other other -> other.extras().get("name") instanceof String name ? name : "";
    };
  }

  private static ObjectNode type(String type) {
    return Json.object().put(TYPE, type);
  }
}
