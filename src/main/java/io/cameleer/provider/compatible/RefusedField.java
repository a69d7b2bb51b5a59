package io.cameleer.provider.compatible;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.Streaming;
import io.cameleer.provider.repair.BodyEdit;
import io.cameleer.provider.repair.Complaint;
import io.cameleer.provider.repair.FieldPath;
import io.cameleer.provider.repair.LeaveOut;
import io.cameleer.provider.repair.Refused;
import io.cameleer.provider.repair.RefusedFields;
import io.cameleer.provider.repair.Repair;
import io.cameleer.provider.repair.RepairRule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out fields that a server does not take, whichever it names; the limit of the answer goes
 * by its other name instead.
 */
public final class RefusedField {

  private static final String STREAM_OPTIONS = "stream_options";
  private static final String OBFUSCATION = "include_obfuscation";

  /** Fields that make no sense without another one. */
  private static final List<List<String>> COMPANIONS =
      List.of(
          List.of("logprobs", "top_logprobs"),
          List.of("frequency_penalty", "presence_penalty"),
          List.of("presence_penalty", "frequency_penalty"),
          List.of("enable_thinking", "thinking_budget"));

  static final RepairRule RULE = new RepairRule(RefusedField::recognises, RefusedField::repairs);

  private RefusedField() {}

  private static boolean recognises(Complaint complaint) {
    return RefusedFields.in(complaint).stream().anyMatch(RefusedField::isMendable);
  }

  /** Whether there is a way out where this field is refused. */
  static boolean isMendable(FieldPath field) {
    return RefusedLimit.otherName(field) != null || LeaveOut.isPossible(field);
  }

  private static List<Repair> repairs(Refused refused) {
    return List.of(refused.repair().edit(leaveOut(refused)));
  }

  /** Leaves out what was refused, and what makes no sense without it. */
  public static BodyEdit leaveOut(Refused refused) {
    List<FieldPath> fields = withCompanions(RefusedFields.in(refused.complaint()));
    List<FieldPath> others =
        fields.stream().filter(field -> RefusedLimit.otherName(field) == null).toList();
    LeaveOut leaveOut = new LeaveOut(others, RefusedField::clientName, refused.request());
    return (body, dropped) -> {
      fields.forEach(field -> rename(body, field));
      leaveOut.apply(body, dropped);
    };
  }

  private static void rename(ObjectNode body, FieldPath field) {
    String otherName = RefusedLimit.otherName(field);
    if (otherName != null) {
      RefusedLimit.rename(body, field.leaf(), otherName);
    }
  }

  private static List<FieldPath> withCompanions(List<FieldPath> fields) {
    List<FieldPath> all = new ArrayList<>(fields);
    for (List<String> pair : COMPANIONS) {
      if (fields.stream().anyMatch(field -> field.is(pair.getFirst()))) {
        all.add(FieldPath.parse(pair.getLast()));
      }
    }
    return all;
  }

  /**
   * The field's own name, or the one that chat completions have for a field of the Responses API;
   * null where the gateway has set it and not the client.
   */
  private static @Nullable String clientName(String path, ChatRequest request) {
    Streaming streaming = request.streaming();
    return switch (path) {
      case STREAM_OPTIONS ->
          streaming.includeUsage() || !streaming.extras().isEmpty() ? path : null;
      case STREAM_OPTIONS + ".include_usage" -> streaming.includeUsage() ? path : null;
      case STREAM_OPTIONS + "." + OBFUSCATION ->
          streaming.extras().containsKey(OBFUSCATION) ? path : null;
      case "parallel_tool_calls" ->
          request.tooling().parallel() != null && !request.tooling().legacyFunctions()
              ? path
              : null;
      case "store" -> Boolean.TRUE.equals(request.store()) ? path : null;
      case "include" -> null;
      case "reasoning.effort" ->
          request.extras().containsKey("reasoning") ? path : "reasoning_effort";
      case "text.verbosity" -> "verbosity";
      case "max_output_tokens" ->
          request.maxCompletionTokens() == null ? "max_tokens" : "max_completion_tokens";
      default -> path;
    };
  }
}
