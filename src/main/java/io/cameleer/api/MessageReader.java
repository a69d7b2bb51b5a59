package io.cameleer.api;

import io.cameleer.chat.Content;
import io.cameleer.chat.Message;
import java.util.List;

/** Reads {@code messages}. */
final class MessageReader {

  private static final List<String> ROLES =
      List.of("system", "developer", "user", "assistant", "tool", "function");

  private final ContentReader contents = new ContentReader();
  private final AssistantReader assistants = new AssistantReader(contents);

  /** Takes the conversation from a request; it must have at least one message. */
  List<Message> read(Fields request) {
    LegacyFunctionCalls legacyCalls = new LegacyFunctionCalls();
    List<Message> messages =
        request.requiredList("messages", message -> message(message, legacyCalls));
    if (messages.isEmpty()) {
      throw Invalid.emptyArray("messages");
    }
    return messages;
  }

  private Message message(Fields message, LegacyFunctionCalls legacyCalls) {
    String role = message.requiredString("role");
    return switch (role) {
      case "system", "developer" ->
          new Message.Instructions(
              content(message), role.equals("developer"), message.string("name"), message.extras());
      case "user" -> new Message.User(content(message), message.string("name"), message.extras());
      case "assistant" -> assistants.read(message, legacyCalls);
      case "tool" -> tool(message);
      case "function" -> function(message, legacyCalls);
      default -> throw Invalid.value(message.path("role"), role, ROLES);
    };
  }

  private Message tool(Fields message) {
    String id = message.requiredName("tool_call_id");
    return new Message.Tool(id, content(message), message.string("name"), message.extras());
  }

  /** The deprecated form of a tool's result, which names the function instead of the call. */
  private Message function(Fields message, LegacyFunctionCalls legacyCalls) {
    String name = message.requiredName("name");
    Content given = contents.read(message);
    Content content = given == null ? Content.of("") : given;
    return new Message.Tool(legacyCalls.answeredBy(name), content, name, message.extras());
  }

  private Content content(Fields message) {
    Content content = contents.read(message);
    if (content == null) {
      throw Invalid.missing(message.path("content"));
    }
    if (content instanceof Content.Parts parts && parts.parts().isEmpty()) {
      throw Invalid.emptyArray(message.path("content"));
    }
    return content;
  }
}
