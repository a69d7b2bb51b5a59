package io.cameleer.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Embeddings, canonical.
 *
 * @param model the model as the provider reported it
 * @param vectors one per input, in the order of the inputs
 * @param usage null where the provider reported none
 */
public record EmbeddingReply(String model, List<float[]> vectors, @Nullable Usage usage) {
  public EmbeddingReply {
    vectors = List.copyOf(vectors);
  }
}
