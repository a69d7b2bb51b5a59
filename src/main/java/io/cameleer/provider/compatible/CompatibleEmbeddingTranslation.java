package io.cameleer.provider.compatible;

import io.cameleer.chat.EmbeddingReply;
import io.cameleer.provider.EmbeddingTranslation;
import io.cameleer.provider.UpstreamReply;
import io.cameleer.provider.UpstreamRequest;
import java.util.List;

/** An embeddings request as it goes out, and the reader of its answer. */
record CompatibleEmbeddingTranslation(
    UpstreamRequest request, List<String> droppedParameters, EmbeddingReader reader)
    implements EmbeddingTranslation {

  @Override
  public EmbeddingReply reply(UpstreamReply reply) {
    return reader.read(reply);
  }
}
