package io.cameleer.provider.compatible;

import io.cameleer.catalog.Candidate;
import io.cameleer.catalog.Trait;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.Content;
import io.cameleer.chat.ContentPart;
import io.cameleer.chat.Message;
import io.cameleer.provider.DroppedParameters;
import io.cameleer.provider.Failures;
import java.util.List;

/**
 * Refuses images, sound and documents that the model can't take: without them the question would be
 * another one.
 */
public final class Attachments {

  private Attachments() {}

  /**
   * Checks all messages.
   *
   * @throws io.cameleer.chat.CallFailedException naming the first part that the model can't take
   */
  public static ChatRequest check(
      ChatRequest request, Candidate candidate, DroppedParameters dropped) {
    for (int i = 0; i < request.messages().size(); i++) {
      if (content(request.messages().get(i)) instanceof Content.Parts content) {
        check(content.parts(), "messages[" + i + "].content", candidate);
      }
    }
    return request;
  }

  private static Content content(Message message) {
    return switch (message) {
      case Message.Instructions instructions -> instructions.content();
      case Message.User user -> user.content();
      case Message.Tool tool -> tool.content();
      case Message.Assistant assistant ->
          assistant.content() == null ? Content.of("") : assistant.content();
    };
  }

  private static void check(List<ContentPart> parts, String path, Candidate candidate) {
    for (int i = 0; i < parts.size(); i++) {
      String place = path + "[" + i + "]";
      switch (parts.get(i)) {
        case ContentPart.Image image -> demand(Trait.VISION, "images", place, candidate);
        case ContentPart.Audio audio -> demand(Trait.AUDIO_INPUT, "sound", place, candidate);
        case ContentPart.File file -> demand(Trait.PDF_INPUT, "documents", place, candidate);
        case ContentPart.Text text -> {}
        case ContentPart.Refusal refusal -> {}
        case ContentPart.Other other -> {}
      }
    }
  }

  private static void demand(Trait trait, String what, String place, Candidate candidate) {
    if (!candidate.model().has(trait)) {
      throw Failures.unsupported(place, candidate.label() + " takes no " + what + ".");
    }
  }
}
