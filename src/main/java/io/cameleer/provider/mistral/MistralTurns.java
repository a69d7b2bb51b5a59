package io.cameleer.provider.mistral;

import io.cameleer.catalog.Candidate;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.Content;
import io.cameleer.chat.ContentPart;
import io.cameleer.chat.Message;
import io.cameleer.provider.DroppedParameters;
import io.cameleer.provider.compatible.Conversation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The order of turns: after a tool's result the assistant speaks first, no assistant message says
 * and calls nothing, user messages in a row are one, and an assistant message at the end is the
 * start of the answer.
 */
final class MistralTurns {

  /** What the assistant says after a tool's result where it said nothing. */
  private static final String ACKNOWLEDGEMENT = "Understood.";

  private MistralTurns() {}

  /** Puts the turns in order. */
  static ChatRequest apply(ChatRequest request, Candidate candidate, DroppedParameters dropped) {
    List<Message> turns = new ArrayList<>(request.messages().size() + 1);
    for (Message message : request.messages()) {
      add(turns, message);
    }
    return Conversation.markPrefix(request.toBuilder().messages(turns).build());
  }

  private static void add(List<Message> turns, Message message) {
    Message previous = turns.isEmpty() ? null : turns.getLast();
    switch (message) {
      case Message.Assistant assistant when saysNothing(assistant) -> {}
      case Message.User user when previous instanceof Message.Tool -> acknowledge(turns, user);
      case Message.Instructions instructions when previous instanceof Message.Tool ->
          acknowledge(turns, instructions);
      case Message.User user when previous instanceof Message.User before -> {
        turns.removeLast();
        turns.add(new Message.User(join(before.content(), user.content()), null, Map.of()));
      }
      default -> turns.add(message);
    }
  }

  private static void acknowledge(List<Message> turns, Message next) {
    turns.add(Message.Assistant.of(ACKNOWLEDGEMENT));
    turns.add(next);
  }

  private static boolean saysNothing(Message.Assistant assistant) {
    return assistant.toolCalls().isEmpty()
        && (assistant.content() == null || assistant.content().parts().isEmpty());
  }

  private static Content join(Content first, Content second) {
    if (first instanceof Content.Text(String one) && second instanceof Content.Text(String two)) {
      return Content.of(one + "\n\n" + two);
    }
    List<ContentPart> parts =
        Stream.concat(first.parts().stream(), second.parts().stream()).toList();
    return new Content.Parts(parts);
  }
}
