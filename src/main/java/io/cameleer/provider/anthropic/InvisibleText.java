package io.cameleer.provider.anthropic;

import io.cameleer.chat.Content;
import io.cameleer.chat.ContentPart;
import io.cameleer.chat.Message;
import io.cameleer.provider.repair.Refused;
import io.cameleer.provider.repair.Repair;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out texts that show nothing: Anthropic refuses them, and takes more characters for white
 * space than Java does, no-break and zero-width spaces among them.
 */
final class InvisibleText {

  private InvisibleText() {}

  static Repair leaveOut(Refused refused) {
    List<Message> messages =
        refused.request().messages().stream().map(InvisibleText::leaveOut).toList();
    return refused.repair().request(refused.request().toBuilder().messages(messages).build());
  }

  private static Message leaveOut(Message message) {
    return switch (message) {
      case Message.Instructions instructions ->
          new Message.Instructions(
              visible(instructions.content()),
              instructions.developer(),
              instructions.name(),
              instructions.extras());
      case Message.User user ->
          new Message.User(visible(user.content()), user.name(), user.extras());
      case Message.Assistant assistant ->
          new Message.Assistant(
              visibleOrNull(assistant.content()),
              assistant.refusal(),
              assistant.toolCalls(),
              assistant.reasoning(),
              assistant.name(),
              assistant.extras());
      case Message.Tool tool ->
          new Message.Tool(tool.toolCallId(), visible(tool.content()), tool.name(), tool.extras());
    };
  }

  private static @Nullable Content visibleOrNull(@Nullable Content content) {
    return content == null ? null : visible(content);
  }

  private static Content visible(Content content) {
    return switch (content) {
      case Content.Text(String text) -> isVisible(text) ? content : Content.of("");
      case Content.Parts(List<ContentPart> parts) ->
          new Content.Parts(
              parts.stream()
                  .filter(part -> !(part instanceof ContentPart.Text t) || isVisible(t.text()))
                  .toList());
    };
  }

  private static boolean isVisible(String text) {
    return !text.codePoints().allMatch(InvisibleText::isInvisible);
  }

  private static boolean isInvisible(int character) {
    return Character.isWhitespace(character)
        || Character.isSpaceChar(character)
        || Character.isISOControl(character)
        || Character.getType(character) == Character.FORMAT;
  }
}
