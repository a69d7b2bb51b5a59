package io.cameleer.provider.gemini;

import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.Message;
import io.cameleer.chat.Reasoning;
import io.cameleer.chat.ToolCall;
import io.cameleer.provider.repair.Refused;
import io.cameleer.provider.repair.Repair;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Repairs of thought signatures: a missing one becomes the documented sentinel, in every step of
 * the conversation; where one is there that Gemini does not accept, all do.
 */
final class ThoughtSignatures {

  private ThoughtSignatures() {}

  static List<Repair> repairs(Refused refused) {
    Repair all = change(refused, ThoughtSignatures::anew);
    return refused.complaint().mentions("missing")
        ? List.of(change(refused, ThoughtSignatures::completed), all)
        : List.of(all);
  }

  private static Repair change(Refused refused, UnaryOperator<Message.Assistant> change) {
    ChatRequest request = refused.request();
    List<Message> messages = new ArrayList<>(request.messages());
    messages.replaceAll(
        message -> message instanceof Message.Assistant said ? change.apply(said) : message);
    return refused.repair().request(request.toBuilder().messages(messages).build());
  }

  private static Message.Assistant completed(Message.Assistant said) {
    List<ToolCall> calls = new ArrayList<>(said.toolCalls());
    if (!calls.isEmpty() && FunctionCalls.signature(calls.getFirst()) == null) {
      calls.set(0, signed(calls.getFirst(), FunctionCalls.UNSIGNED));
    }
    return with(said, calls, said.reasoning());
  }

  /** Of calls made at once only the first is signed. */
  private static Message.Assistant anew(Message.Assistant said) {
    List<ToolCall> calls = new ArrayList<>(said.toolCalls());
    calls.replaceAll(call -> signed(call, null));
    if (!calls.isEmpty()) {
      calls.set(0, signed(calls.getFirst(), FunctionCalls.UNSIGNED));
    }
    Reasoning reasoning = said.reasoning();
    return with(said, calls, new Reasoning(reasoning.text(), reasoning.blocks(), null));
  }

  private static Message.Assistant with(
      Message.Assistant said, List<ToolCall> calls, Reasoning reasoning) {
    return new Message.Assistant(
        said.content(), said.refusal(), calls, reasoning, said.name(), said.extras());
  }

  private static ToolCall signed(ToolCall call, @Nullable String signature) {
    return switch (call) {
      case ToolCall.Function function ->
          new ToolCall.Function(
              function.id(), function.name(), function.arguments(), signature, function.extras());
      case ToolCall.Custom custom -> {
        Map<String, @Nullable Object> extras = new LinkedHashMap<>(custom.extras());
        extras.remove(FunctionCalls.EXTRA_CONTENT);
        extras.putAll(FunctionCalls.extraContent(signature));
        yield new ToolCall.Custom(custom.id(), custom.name(), custom.input(), extras);
      }
    };
  }
}
