package io.cameleer.provider.anthropic;

import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.Message;
import io.cameleer.chat.Reasoning;
import io.cameleer.provider.repair.Refused;
import io.cameleer.provider.repair.Repair;
import java.util.ArrayList;
import java.util.List;

/**
 * Leaves out thinking blocks that don't fit the conversation any more. They may go anywhere but
 * from the loop of tool calls that is still open; from there they go only where nothing else is
 * left to try, and older models then answer without thinking.
 */
final class SignedThinking {

  private SignedThinking() {}

  static List<Repair> leaveOut(Refused refused) {
    ChatRequest request = refused.request();
    int lastUser = lastUser(request.messages());
    Repair all = refused.repair().request(without(request, request.messages().size()));
    boolean latestIsOpen =
        refused.complaint().mentions("latest assistant message")
            && request.messages().subList(lastUser + 1, request.messages().size()).stream()
                .anyMatch(Message.Assistant.class::isInstance);
    return latestIsOpen
        ? List.of(all)
        : List.of(refused.repair().request(without(request, lastUser)), all);
  }

  private static int lastUser(List<Message> messages) {
    int last = messages.size() - 1;
    while (last >= 0 && !(messages.get(last) instanceof Message.User)) {
      last--;
    }
    return last;
  }

  /** Without the blocks of the messages before a place. */
  private static ChatRequest without(ChatRequest request, int end) {
    List<Message> messages = new ArrayList<>(request.messages());
    for (int i = 0; i < end; i++) {
      if (messages.get(i) instanceof Message.Assistant assistant) {
        messages.set(i, without(assistant));
      }
    }
    return request.toBuilder().messages(messages).build();
  }

  private static Message without(Message.Assistant assistant) {
    Reasoning reasoning = assistant.reasoning();
    return new Message.Assistant(
        assistant.content(),
        assistant.refusal(),
        assistant.toolCalls(),
        new Reasoning(reasoning.text(), List.of(), reasoning.signature()),
        assistant.name(),
        assistant.extras());
  }
}
