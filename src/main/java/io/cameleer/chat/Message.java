package io.cameleer.chat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One message of a conversation. {@code extras} are fields this model does not name. */
public sealed interface Message {

  /** Fields of the message that this model does not name. */
  Map<String, @Nullable Object> extras();

  /**
   * Instructions: role {@code system}, or {@code developer} as newer OpenAI models call it.
   *
   * @param developer whether the client wrote {@code developer}
   */
  record Instructions(
      Content content,
      boolean developer,
      @Nullable String name,
      Map<String, @Nullable Object> extras)
      implements Message {
    /** A plain system message. */
    public static Instructions of(String text) {
      return new Instructions(Content.of(text), false, null, Map.of());
    }
  }

  /** What the user says. */
  record User(Content content, @Nullable String name, Map<String, @Nullable Object> extras)
      implements Message {
    /** A plain user message. */
    public static User of(String text) {
      return new User(Content.of(text), null, Map.of());
    }
  }

  /**
   * What the model said; also the message of a reply.
   *
   * @param content the text, or null where only tools were called
   * @param refusal why the model refused, or null
   * @param toolCalls the tools it calls, in order
   * @param reasoning its reasoning, with what is needed to hand it back
   */
  record Assistant(
      @Nullable Content content,
      @Nullable String refusal,
      List<ToolCall> toolCalls,
      Reasoning reasoning,
      @Nullable String name,
      Map<String, @Nullable Object> extras)
      implements Message {
    public Assistant {
      toolCalls = List.copyOf(toolCalls);
    }

    /** A plain answer. */
    public static Assistant of(String text) {
      return new Assistant(Content.of(text), null, List.of(), Reasoning.NONE, null, Map.of());
    }
  }

  /**
   * The result of a tool call.
   *
   * @param toolCallId the id of the call it answers
   */
  record Tool(
      String toolCallId,
      Content content,
      @Nullable String name,
      Map<String, @Nullable Object> extras)
      implements Message {}
}
