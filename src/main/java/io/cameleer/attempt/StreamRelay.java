package io.cameleer.attempt;

import io.cameleer.chat.ChatChunk;
import io.cameleer.chat.Usage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Passes a stream's chunks on to the client's sink, and holds them back until there is content:
 * only then is the answer committed, and until then another candidate can take over unseen. All
 * chunks that leave have one id, time and model.
 */
public final class StreamRelay {

  /** A provider may announce roles and the like, but not without end. */
  private static final int MAX_HELD_CHUNKS = 256;

  private final OngoingAttempt attempt;
  private final Call call;
  private final ChunkSink sink;
  private final List<ChatChunk> held = new ArrayList<>(2);
  private @Nullable ChatChunk first;
  private @Nullable Usage usage;
  private boolean opened;
  private long firstContentNanos;

  StreamRelay(OngoingAttempt attempt, ChunkSink sink) {
    this.attempt = attempt;
    this.call = attempt.call();
    this.sink = sink;
  }

  /** Whether the client has part of the answer. */
  public boolean opened() {
    return opened;
  }

  /** The usage, once the provider reported it. */
  public @Nullable Usage usage() {
    return usage;
  }

  /** The model as the provider calls it; null while nothing has come. */
  @Nullable String model() {
    return first == null ? null : first.model();
  }

  /** From the call's arrival to the first content, in nanoseconds; 0 while there is none. */
  public long firstContentNanos() {
    return firstContentNanos;
  }

  /**
   * Takes the next chunk.
   *
   * @throws ClientGoneException where nobody listens any more
   * @throws SupersededException where another candidate was sooner
   */
  public void accept(ChatChunk chunk) {
    if (first == null) {
      first = chunk;
    }
    ChatChunk next = sameIdentity(first, chunk);
    if (next.usage() != null) {
      usage = next.usage();
      next = withCost(next, next.usage());
    }
    if (opened) {
      sink.chunk(next);
    } else if (hasContent(next) || held.size() >= MAX_HELD_CHUNKS) {
      open();
      sink.chunk(next);
    } else {
      held.add(next);
    }
  }

  private void open() {
    attempt.claim();
    attempt.answered();
    call.committed();
    firstContentNanos = call.elapsedNanos();
    opened = true;
    sink.open(call.provenance(), attempt.keptHeaders());
    held.forEach(sink::chunk);
    held.clear();
  }

  /** The stream came to its proper end. */
  public void complete() {
    if (!opened) {
      open();
    }
    sink.complete();
  }

  private static boolean hasContent(ChatChunk chunk) {
    for (ChatChunk.Choice choice : chunk.choices()) {
      if (choice.finishReason() != null || choice.delta().hasContent()) {
        return true;
      }
    }
    return false;
  }

  private static ChatChunk sameIdentity(ChatChunk first, ChatChunk chunk) {
    if (chunk.created() == first.created()
        && chunk.id().equals(first.id())
        && chunk.model().equals(first.model())) {
      return chunk;
    }
    return new ChatChunk(
        first.id(),
        first.created(),
        first.model(),
        chunk.choices(),
        chunk.usage(),
        chunk.serviceTier(),
        chunk.extras());
  }

  /** The cost goes where OpenRouter's users look for it; one the provider states itself stays. */
  private ChatChunk withCost(ChatChunk chunk, Usage reported) {
    BigDecimal cost = attempt.costUsd();
    if (cost == null || reported.extras().containsKey("cost")) {
      return chunk;
    }
    Map<String, @Nullable Object> extras = new LinkedHashMap<>(reported.extras());
    extras.put("cost", cost);
    Usage priced =
        new Usage(
            reported.promptTokens(),
            reported.completionTokens(),
            reported.totalTokens(),
            reported.cachedTokens(),
            reported.cacheWriteTokens(),
            reported.reasoningTokens(),
            extras);
    return new ChatChunk(
        chunk.id(),
        chunk.created(),
        chunk.model(),
        chunk.choices(),
        priced,
        chunk.serviceTier(),
        chunk.extras());
  }
}
