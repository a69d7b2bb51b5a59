package io.cameleer.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One choice of a reply while its pieces arrive. */
final class AggregatedChoice {

  private final int index;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder reasoning = new StringBuilder();
  private final StringBuilder refusal = new StringBuilder();
  private final List<Reasoning.Block> blocks = new ArrayList<>();
  private final Map<Integer, AggregatedToolCall> toolCalls = new TreeMap<>();
  private final MergedFields logprobs = new MergedFields();
  private final MergedFields messageExtras = new MergedFields();
  private final MergedFields extras = new MergedFields();
  private @Nullable String signature;
  private @Nullable FinishReason finishReason;

  AggregatedChoice(int index) {
    this.index = index;
  }

  void add(ChatChunk.Choice piece) {
    if (piece.finishReason() != null) {
      finishReason = piece.finishReason();
    }
    if (piece.logprobs() != null) {
      logprobs.add(piece.logprobs());
    }
    extras.add(piece.extras());
    add(piece.delta());
  }

  private void add(ChatChunk.Delta delta) {
    append(text, delta.content());
    append(reasoning, delta.reasoning());
    append(refusal, delta.refusal());
    blocks.addAll(delta.reasoningBlocks());
    if (delta.signature() != null) {
      signature = delta.signature();
    }
    for (ChatChunk.ToolCallDelta call : delta.toolCalls()) {
      toolCalls.computeIfAbsent(call.index(), ignored -> new AggregatedToolCall()).add(call);
    }
    messageExtras.add(delta.extras());
  }

  private static void append(StringBuilder target, @Nullable String piece) {
    if (piece != null) {
      target.append(piece);
    }
  }

  ChatReply.Choice choice() {
    Map<String, @Nullable Object> allLogprobs = logprobs.toMap();
    return new ChatReply.Choice(
        index, message(), finishReason, allLogprobs.isEmpty() ? null : allLogprobs, extras.toMap());
  }

  private Message.Assistant message() {
    boolean silent = text.isEmpty() && (!toolCalls.isEmpty() || !refusal.isEmpty());
    return new Message.Assistant(
        silent ? null : Content.of(text.toString()),
        refusal.isEmpty() ? null : refusal.toString(),
        toolCalls.values().stream().map(AggregatedToolCall::call).toList(),
        new Reasoning(reasoning.isEmpty() ? null : reasoning.toString(), blocks, signature),
        null,
        messageExtras.toMap());
  }
}
