package io.cameleer.sandbox;

import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.Content;
import io.cameleer.chat.ContentPart;
import io.cameleer.chat.Message;
import io.cameleer.chat.ToolCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the sandbox takes from a conversation.
 *
 * @param text what the user said last, possibly empty
 * @param attachments how many images, files and sounds came with it, in words; empty where none did
 * @param toolResults what the tools gave back since the last call; empty where the conversation
 *     does not end with that
 * @param tokens the words of all messages, arguments of calls included, and one for each image,
 *     file or sound
 */
record SandboxPrompt(String text, String attachments, List<String> toolResults, int tokens) {

  static SandboxPrompt of(ChatRequest request) {
    String text = "";
    String attachments = "";
    List<String> toolResults = new ArrayList<>();
    int tokens = 0;
    for (Message message : request.messages()) {
      Content content = content(message);
      tokens += tokens(message, content);
      if (message instanceof Message.Tool) {
        toolResults.add(text(content));
      } else {
        toolResults.clear();
      }
      if (message instanceof Message.User) {
        text = text(content).strip();
        attachments = attachments(content);
      }
    }
    return new SandboxPrompt(text, attachments, List.copyOf(toolResults), tokens);
  }

  private static @Nullable Content content(Message message) {
    return switch (message) {
      case Message.Instructions instructions -> instructions.content();
      case Message.User user -> user.content();
      case Message.Assistant assistant -> assistant.content();
      case Message.Tool tool -> tool.content();
    };
  }

  private static String text(@Nullable Content content) {
    return content == null ? "" : content.text();
  }

  private static int tokens(Message message, @Nullable Content content) {
    int tokens = Words.count(text(content)) + attached(content).size();
    if (message instanceof Message.Assistant assistant) {
      tokens += assistant.toolCalls().stream().mapToInt(SandboxPrompt::tokens).sum();
    }
    return tokens;
  }

  /** A call's tokens: its name, and the words of its arguments. */
  static int tokens(ToolCall call) {
    return 1
        + switch (call) {
          case ToolCall.Function function -> Words.count(function.arguments());
          case ToolCall.Custom custom -> Words.count(custom.input());
        };
  }

  private static List<String> attached(@Nullable Content content) {
    List<String> kinds = new ArrayList<>();
    for (ContentPart part : content == null ? List.<ContentPart>of() : content.parts()) {
      switch (part) {
        case ContentPart.Image ignored -> kinds.add("image");
        case ContentPart.File ignored -> kinds.add("file");
        case ContentPart.Audio ignored -> kinds.add("sound");
        case ContentPart.Text ignored -> {}
        case ContentPart.Refusal ignored -> {}
        case ContentPart.Other ignored -> {}
      }
    }
    return kinds;
  }

  private static String attachments(@Nullable Content content) {
    List<String> kinds = attached(content);
    List<String> counts = new ArrayList<>();
    for (String kind : List.of("image", "file", "sound")) {
      long count = kinds.stream().filter(kind::equals).count();
      if (count > 0) {
        counts.add(count + " " + kind + (count == 1 ? "" : "s"));
      }
    }
    return String.join(" and ", counts);
  }
}
