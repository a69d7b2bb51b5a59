package io.cameleer.provider.compatible;

import io.cameleer.catalog.Candidate;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.Message;
import io.cameleer.provider.DroppedParameters;

/**
 * For providers that know no role {@code developer}: it is {@code system}, which means the same.
 */
public final class SystemRole {

  private SystemRole() {}

  /** Renames the role. */
  public static ChatRequest apply(
      ChatRequest request, Candidate candidate, DroppedParameters dropped) {
    return Conversation.map(request, SystemRole::rename);
  }

  private static Message rename(Message message) {
    return message instanceof Message.Instructions instructions && instructions.developer()
        ? new Message.Instructions(
            instructions.content(), false, instructions.name(), instructions.extras())
        : message;
  }
}
