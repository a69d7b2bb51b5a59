package io.cameleer.provider.compatible;

import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.Tool;
import io.cameleer.chat.ToolChoice;
import io.cameleer.chat.Tooling;
import io.cameleer.provider.repair.Complaint;
import io.cameleer.provider.repair.FieldPath;
import io.cameleer.provider.repair.Refused;
import io.cameleer.provider.repair.RefusedFields;
import io.cameleer.provider.repair.Repair;
import io.cameleer.provider.repair.RepairRule;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a tool call in words where a model can't be forced: only the tool in question is offered
 * then.
 */
final class RefusedToolChoice {

  private static final String FIELD = "tool_choice";

  private static final Pattern FORCE_REFUSED =
      Pattern.compile(
          "tool_choice.*(not support|unsupported|not allowed|incompatible|only[^.]*auto"
              + "|must be[^.]*auto)|(not support|unsupported)[^.]*tool_choice",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final String ANY_CALL = "Your next answer must call at least one tool.";

  static final RepairRule RULE =
      new RepairRule(RefusedToolChoice::recognises, RefusedToolChoice::repairs);

  private RefusedToolChoice() {}

  private static boolean recognises(Complaint complaint) {
    return FORCE_REFUSED.matcher(complaint.message()).find()
        || RefusedFields.in(complaint).contains(FieldPath.parse(FIELD));
  }

  private static List<Repair> repairs(Refused refused) {
    ChatRequest request = refused.request();
    Tooling tooling = request.tooling();
    return switch (tooling.choice()) {
      case ToolChoice.Required() ->
          inWords(refused, tooling.tools(), new ToolChoice.Auto(), ANY_CALL);
      case ToolChoice.Allowed(boolean required, List<String> names) when required ->
          inWords(refused, tooling.tools(), new ToolChoice.Allowed(false, names), ANY_CALL);
      case ToolChoice.Function(String name) -> one(refused, name);
      case ToolChoice.Custom(String name) -> one(refused, name);
      // what the model does by itself
      case ToolChoice.Auto() -> List.of(with(refused, tooling.tools(), null));
      case ToolChoice.None() -> List.of();
      case ToolChoice.Allowed ignored -> List.of();
      case null -> List.of();
    };
  }

  private static List<Repair> one(Refused refused, String name) {
    List<Tool> named =
        refused.request().tooling().tools().stream()
            .filter(tool -> name.equals(nameOf(tool)))
            .toList();
    String instruction = "Your next answer must be a call of the tool '" + name + "'.";
    return named.isEmpty()
        ? List.of()
        : inWords(refused, named, new ToolChoice.Auto(), instruction);
  }

  private static List<Repair> inWords(
      Refused refused, List<Tool> tools, ToolChoice choice, String instruction) {
    Repair repair = with(refused, tools, choice);
    return List.of(
        repair.request(Conversation.instruct(repair.request(), instruction)).dropping(FIELD));
  }

  private static Repair with(Refused refused, List<Tool> tools, @Nullable ToolChoice choice) {
    Tooling tooling = refused.request().tooling();
    return refused
        .repair()
        .request(
            refused.request().toBuilder()
                .tooling(new Tooling(tools, choice, tooling.parallel(), tooling.legacyFunctions()))
                .build());
  }

  private static @Nullable String nameOf(Tool tool) {
    return switch (tool) {
      case Tool.Function function -> function.name();
      case Tool.Custom custom -> custom.name();
      case Tool.Other ignored -> null;
    };
  }
}
