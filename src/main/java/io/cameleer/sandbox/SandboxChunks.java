package io.cameleer.sandbox;

import io.cameleer.chat.ChatChunk;
import io.cameleer.chat.ChatChunk.Delta;
import io.cameleer.chat.ChatChunk.ToolCallDelta;
import io.cameleer.chat.ChatReply;
import io.cameleer.chat.Content;
import io.cameleer.chat.FinishReason;
import io.cameleer.chat.ToolCall;
import io.cameleer.chat.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Cuts a whole answer into the chunks of a stream: one for each word, the choices taking turns. */
final class SandboxChunks {

  private final ChatReply reply;

  private SandboxChunks(ChatReply reply) {
    this.reply = reply;
  }

  /** The chunks in order: the role, the words or calls, why it ended; the usage last. */
  static List<ChatChunk> of(ChatReply reply) {
    return new SandboxChunks(reply).chunks();
  }

  private List<ChatChunk> chunks() {
    List<List<ChatChunk>> perChoice = reply.choices().stream().map(this::choice).toList();
    int longest = perChoice.stream().mapToInt(List::size).max().orElse(0);
    List<ChatChunk> chunks = new ArrayList<>();
    for (int i = 0; i < longest; i++) {
      for (List<ChatChunk> choice : perChoice) {
        chunks.addAll(choice.subList(Math.min(i, choice.size()), Math.min(i + 1, choice.size())));
      }
    }
    chunks.add(chunk(List.of(), reply.usage()));
    return chunks;
  }

  private List<ChatChunk> choice(ChatReply.Choice choice) {
    List<ChatChunk> chunks = new ArrayList<>();
    chunks.add(chunk(choice.index(), Delta.ROLE, null));
    deltas(choice).forEach(delta -> chunks.add(chunk(choice.index(), delta, null)));
    chunks.add(chunk(choice.index(), Delta.EMPTY, choice.finishReason()));
    return chunks;
  }

  private static Stream<Delta> deltas(ChatReply.Choice choice) {
    List<Delta> deltas = new ArrayList<>();
    Content content = choice.message().content();
    if (content != null) {
      Words.split(content.text()).forEach(word -> deltas.add(Delta.content(word)));
    }
    List<ToolCall> calls = choice.message().toolCalls();
    for (int i = 0; i < calls.size(); i++) {
      addCall(deltas, i, calls.get(i));
    }
    return deltas.stream();
  }

  private static void addCall(List<Delta> deltas, int index, ToolCall call) {
    boolean custom = call instanceof ToolCall.Custom;
    String input =
        switch (call) {
          case ToolCall.Function function -> function.arguments();
          case ToolCall.Custom customCall -> customCall.input();
        };
    deltas.add(delta(index, call.id(), custom, call.name(), ""));
    Words.split(input).forEach(word -> deltas.add(delta(index, null, custom, null, word)));
  }

  private static Delta delta(
      int index, @Nullable String id, boolean custom, @Nullable String name, String input) {
    return Delta.toolCall(new ToolCallDelta(index, id, custom, name, input, null, Map.of()));
  }

  private ChatChunk chunk(int index, Delta delta, @Nullable FinishReason reason) {
    return chunk(List.of(new ChatChunk.Choice(index, delta, reason, null, Map.of())), null);
  }

  private ChatChunk chunk(List<ChatChunk.Choice> choices, @Nullable Usage usage) {
    return new ChatChunk(
        reply.id(),
        reply.created(),
        reply.model(),
        choices,
        usage,
        reply.serviceTier(),
        reply.extras());
  }
}
