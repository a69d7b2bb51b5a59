package io.cameleer.provider.compatible;

import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Changes to the messages of a request. */
public final class Conversation {

  private Conversation() {}

  /** The request with every message changed; the same one where none changes. */
  public static ChatRequest map(ChatRequest request, UnaryOperator<Message> change) {
    List<Message> changed = new ArrayList<>(request.messages().size());
    boolean same = true;
    for (Message message : request.messages()) {
      Message next = change.apply(message);
      same &= next == message;
      changed.add(next);
    }
    return same ? request : request.toBuilder().messages(changed).build();
  }

  /** The request with one more instruction, behind those it begins with. */
  public static ChatRequest instruct(ChatRequest request, String text) {
    List<Message> messages = new ArrayList<>(request.messages());
    int place = 0;
    while (place < messages.size() && messages.get(place) instanceof Message.Instructions) {
      place++;
    }
    messages.add(place, Message.Instructions.of(text));
    return request.toBuilder().messages(messages).build();
  }

  /** The request with a trailing assistant message marked as the start of the answer. */
  public static ChatRequest markPrefix(ChatRequest request) {
    if (!(request.messages().getLast() instanceof Message.Assistant last)
        || !last.toolCalls().isEmpty()) {
      return request;
    }
    Map<String, @Nullable Object> extras = new LinkedHashMap<>(last.extras());
    extras.put("prefix", true);
    List<Message> messages = new ArrayList<>(request.messages());
    messages.set(
        messages.size() - 1,
        new Message.Assistant(
            last.content(),
            last.refusal(),
            last.toolCalls(),
            last.reasoning(),
            last.name(),
            extras));
    return request.toBuilder().messages(messages).build();
  }
}
