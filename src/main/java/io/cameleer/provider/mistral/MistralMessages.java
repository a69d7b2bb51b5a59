package io.cameleer.provider.mistral;

import io.cameleer.catalog.Candidate;
import io.cameleer.catalog.Trait;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.Content;
import io.cameleer.chat.ContentPart;
import io.cameleer.chat.Message;
import io.cameleer.chat.Reasoning;
import io.cameleer.chat.ToolCall;
import io.cameleer.provider.DroppedParameters;
import io.cameleer.provider.compatible.Conversation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Messages with the fields and parts that Mistral knows, and no others. */
final class MistralMessages {

  private static final Set<String> ASSISTANT = Set.of("prefix");
  private static final Set<String> NONE = Set.of();

  private final boolean reasons;
  private final MistralParts parts;
  private final DroppedParameters dropped;

  private MistralMessages(Candidate candidate, DroppedParameters dropped) {
    this.reasons = candidate.model().has(Trait.REASONING);
    this.parts = new MistralParts(dropped);
    this.dropped = dropped;
  }

  /** Changes every message. */
  static ChatRequest apply(ChatRequest request, Candidate candidate, DroppedParameters dropped) {
    return Conversation.map(request, new MistralMessages(candidate, dropped)::message);
  }

  private Message message(Message message) {
    return switch (message) {
      case Message.Instructions instructions -> {
        dropped.addIfSet("messages[].name", instructions.name());
        yield new Message.Instructions(
            parts.content(instructions.content()), false, null, keep(message, NONE));
      }
      case Message.User user -> {
        dropped.addIfSet("messages[].name", user.name());
        yield new Message.User(parts.content(user.content()), null, keep(message, NONE));
      }
      case Message.Assistant assistant -> assistant(assistant);
      case Message.Tool tool ->
          new Message.Tool(
              tool.toolCallId(), parts.content(tool.content()), tool.name(), keep(message, NONE));
    };
  }

  private Message assistant(Message.Assistant assistant) {
    dropped.addIfSet("messages[].name", assistant.name());
    return new Message.Assistant(
        assistantContent(assistant),
        null,
        assistant.toolCalls().stream().map(this::toolCall).toList(),
        Reasoning.NONE,
        null,
        keep(assistant, ASSISTANT));
  }

  /** Reasoning goes back as a part before the text. */
  private @Nullable Content assistantContent(Message.Assistant assistant) {
    Content said = assistant.content();
    Content content = said == null ? null : parts.content(said);
    String thinking = ownThinking(assistant.reasoning());
    if (thinking == null) {
      return content;
    }
    List<ContentPart> all = new ArrayList<>();
    all.add(
        new ContentPart.Other(
            "thinking", Map.of("thinking", List.of(Map.of("type", "text", "text", thinking)))));
    if (content != null) {
      all.addAll(content.parts());
    }
    return new Content.Parts(all);
  }

  /**
   * Text only: what has a signature or blocks came from a provider with reasoning of its own kind.
   */
  private @Nullable String ownThinking(Reasoning reasoning) {
    boolean foreign = !reasoning.blocks().isEmpty() || reasoning.signature() != null;
    String text = reasoning.text();
    return !reasons || foreign || text == null || text.isEmpty() ? null : text;
  }

  private ToolCall toolCall(ToolCall call) {
    note("messages[].tool_calls[].", call.extras(), NONE);
    return switch (call) {
      case ToolCall.Function function ->
          ToolCall.Function.of(function.id(), function.name(), function.arguments());
      case ToolCall.Custom custom ->
          new ToolCall.Custom(custom.id(), custom.name(), custom.input(), Map.of());
    };
  }

  private Map<String, @Nullable Object> keep(Message message, Set<String> known) {
    note("messages[].", message.extras(), known);
    Map<String, @Nullable Object> kept = new LinkedHashMap<>(message.extras());
    kept.keySet().retainAll(known);
    return kept;
  }

  private void note(String path, Map<String, @Nullable Object> extras, Set<String> known) {
    for (String name : extras.keySet()) {
      if (!known.contains(name)) {
        dropped.add(path + name);
      }
    }
  }
}
