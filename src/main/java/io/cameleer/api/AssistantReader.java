package io.cameleer.api;

import io.cameleer.chat.Content;
import io.cameleer.chat.Message;
import io.cameleer.chat.Reasoning;
import io.cameleer.chat.ToolCall;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads an assistant's message: what it said, its tool calls, and the reasoning that came with an
 * earlier answer.
 */
final class AssistantReader {

  private final ContentReader contents;
  private final ToolCallReader toolCalls = new ToolCallReader();

  AssistantReader(ContentReader contents) {
    this.contents = contents;
  }

  /** Reads the message; its role has been taken. */
  Message.Assistant read(Fields message, LegacyFunctionCalls legacyCalls) {
    Content content = contentOrNull(message);
    String refusal = message.string("refusal");
    List<ToolCall> calls = toolCalls.read(message, legacyCalls);
    Reasoning reasoning = reasoning(message);
    String name = message.string("name");
    Map<String, @Nullable Object> extras = message.extras();
    boolean empty =
        content == null && refusal == null && calls.isEmpty() && reasoning.equals(Reasoning.NONE);
    if (empty && extras.get("audio") == null) {
      throw Invalid.missing(message.path("content"));
    }
    return new Message.Assistant(content, refusal, calls, reasoning, name, extras);
  }

  private @Nullable Content contentOrNull(Fields message) {
    Content content = contents.read(message);
    return content instanceof Content.Parts parts && parts.parts().isEmpty() ? null : content;
  }

  /** {@code reasoning} is what newer vLLM, OpenRouter and Ollama call {@code reasoning_content}. */
  private static Reasoning reasoning(Fields message) {
    String text = message.string("reasoning_content");
    if (text == null) {
      text = message.stringIfAny("reasoning");
    }
    List<Reasoning.Block> blocks = ThinkingBlocks.take(message);
    String signature = ThoughtSignature.take(message);
    boolean none = text == null && blocks.isEmpty() && signature == null;
    return none ? Reasoning.NONE : new Reasoning(text, blocks, signature);
  }
}
