package io.cameleer.provider.compatible;

import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.Message;
import io.cameleer.chat.Message.Assistant;
import io.cameleer.chat.Reasoning;
import io.cameleer.chat.ToolCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The reasoning that clients send back with the conversation. It is bound to the model it came
 * from: no other provider may get its signatures, and few take the text.
 */
public final class ReasoningHistory {

  private static final Set<String> OF_GOOGLE = Set.of("extra_content");
  private static final Set<String> OF_OTHERS = Set.of("extra_content", "reasoning_details");

  private ReasoningHistory() {}

  /** Takes all reasoning out, but for the {@code reasoning_details} that OpenRouter wants back. */
  public static ChatRequest strip(ChatRequest request) {
    return change(request, OF_GOOGLE, assistant -> null);
  }

  /** Takes out all reasoning of whatever provider. */
  public static ChatRequest stripAll(ChatRequest request) {
    return change(request, OF_OTHERS, assistant -> null);
  }

  /**
   * Takes out all but the text that is given for each of the assistant's turns; null gives none.
   */
  public static ChatRequest keepText(
      ChatRequest request, Function<Assistant, @Nullable String> text) {
    return change(request, OF_OTHERS, text);
  }

  private static ChatRequest change(
      ChatRequest request, Set<String> foreign, Function<Assistant, @Nullable String> text) {
    return Conversation.map(
        request,
        message ->
            message instanceof Assistant assistant
                ? change(assistant, foreign, text.apply(assistant))
                : message);
  }

  private static Message change(Assistant assistant, Set<String> foreign, @Nullable String text) {
    Reasoning reasoning = text == null ? Reasoning.NONE : new Reasoning(text, List.of(), null);
    if (assistant.reasoning().equals(reasoning) && !holdsAny(assistant, foreign)) {
      return assistant;
    }
    List<ToolCall> calls =
        assistant.toolCalls().stream().map(call -> without(call, foreign)).toList();
    return new Assistant(
        assistant.content(),
        assistant.refusal(),
        calls,
        reasoning,
        assistant.name(),
        without(assistant.extras(), foreign));
  }

  private static boolean holdsAny(Assistant assistant, Set<String> foreign) {
    return holdsAny(assistant.extras(), foreign)
        || assistant.toolCalls().stream().anyMatch(call -> holdsAny(call.extras(), foreign));
  }

  private static boolean holdsAny(Map<String, @Nullable Object> extras, Set<String> foreign) {
    return !extras.isEmpty() && foreign.stream().anyMatch(extras::containsKey);
  }

  private static ToolCall without(ToolCall call, Set<String> foreign) {
    Map<String, @Nullable Object> extras = without(call.extras(), foreign);
    return switch (call) {
      case ToolCall.Function function ->
          new ToolCall.Function(function.id(), function.name(), function.arguments(), null, extras);
      case ToolCall.Custom custom ->
          new ToolCall.Custom(custom.id(), custom.name(), custom.input(), extras);
    };
  }

  private static Map<String, @Nullable Object> without(
      Map<String, @Nullable Object> extras, Set<String> names) {
    if (!holdsAny(extras, names)) {
      return extras;
    }
    Map<String, @Nullable Object> rest = new LinkedHashMap<>(extras);
    rest.keySet().removeAll(names);
    return rest;
  }
}
