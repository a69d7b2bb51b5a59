package io.example.host;

import io.cameleer.attempt.ChunkSink;
import io.cameleer.attempt.Provenance;
import io.cameleer.chat.ChatAggregator;
import io.cameleer.chat.ChatChunk;
import io.cameleer.chat.Failure;
import java.util.Map;

/** Puts the pieces of an answer together. */
final class Pieces implements ChunkSink {

  private final ChatAggregator aggregator = new ChatAggregator();

  String text() {
    return aggregator.reply().choices().getFirst().message().content().text();
  }

  @Override
  public void open(Provenance provenance, Map<String, String> keptHeaders) {
    // Provenance is looked at when all is over.
  }

  @Override
  public void chunk(ChatChunk chunk) {
    aggregator.accept(chunk);
  }

  @Override
  public void complete() {
    // The text says it.
  }

  @Override
  public void fail(Failure failure) {
    throw new AssertionError(failure.message());
  }
}
