package io.cameleer.chat;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Folds the chunks of a stream into the reply they make, for calls that are streamed from the
 * provider although the client asked for one reply. Takes the chunks of any dialect: several
 * choices, tool calls that interleave. Used by one thread.
 */
public final class ChatAggregator {

  private final Map<Integer, AggregatedChoice> choices = new TreeMap<>();
  private final MergedFields extras = new MergedFields();
  private @Nullable ChatChunk first;
  private @Nullable Usage usage;
  private @Nullable String serviceTier;

  /** Takes the next chunk. */
  public void accept(ChatChunk chunk) {
    if (first == null) {
      first = chunk;
    }
    if (chunk.usage() != null) {
      usage = chunk.usage();
    }
    if (chunk.serviceTier() != null) {
      serviceTier = chunk.serviceTier();
    }
    extras.add(chunk.extras());
    for (ChatChunk.Choice choice : chunk.choices()) {
      choices.computeIfAbsent(choice.index(), AggregatedChoice::new).add(choice);
    }
  }

  /**
   * The reply that the chunks so far make: id, time and model of the first chunk, the last usage
   * reported, choices and their tool calls in the order of their indexes. A choice without text has
   * null content where it has tool calls or a refusal, else empty content.
   *
   * @throws IllegalStateException where there was no chunk
   */
  public ChatReply reply() {
    if (first == null) {
      throw new IllegalStateException("A stream without a chunk makes no reply.");
    }
    return new ChatReply(
        first.id(),
        first.created(),
        first.model(),
        choices.values().stream().map(AggregatedChoice::choice).toList(),
        usage,
        serviceTier,
        extras.toMap());
  }
}
