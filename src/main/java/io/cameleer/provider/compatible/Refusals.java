package io.cameleer.provider.compatible;

import io.cameleer.catalog.Candidate;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.Content;
import io.cameleer.chat.ContentPart;
import io.cameleer.chat.Message;
import io.cameleer.provider.DroppedParameters;
import org.jspecify.annotations.Nullable;

/** For providers that know no refusals: an earlier one is what the assistant said. */
public final class Refusals {

  private Refusals() {}

  /** Turns refusals of the history into text. */
  public static ChatRequest asText(
      ChatRequest request, Candidate candidate, DroppedParameters dropped) {
    return Conversation.map(request, Refusals::asText);
  }

  private static Message asText(Message message) {
    if (!(message instanceof Message.Assistant assistant) || !refuses(assistant)) {
      return message;
    }
    return new Message.Assistant(
        said(assistant.content(), assistant.refusal()),
        null,
        assistant.toolCalls(),
        assistant.reasoning(),
        assistant.name(),
        assistant.extras());
  }

  private static boolean refuses(Message.Assistant assistant) {
    return assistant.refusal() != null
        || (assistant.content() != null
            && assistant.content().parts().stream()
                .anyMatch(ContentPart.Refusal.class::isInstance));
  }

  private static @Nullable Content said(@Nullable Content content, @Nullable String refusal) {
    return switch (content) {
      case null -> refusal == null ? null : Content.of(refusal);
      case Content.Text text -> text;
      case Content.Parts parts ->
          new Content.Parts(parts.parts().stream().map(Refusals::asText).toList());
    };
  }

  private static ContentPart asText(ContentPart part) {
    return part instanceof ContentPart.Refusal refusal
        ? new ContentPart.Text(refusal.refusal(), refusal.extras())
        : part;
  }
}
