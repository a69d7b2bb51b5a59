package io.cameleer.chat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How tokens are drawn. Null or empty: the client did not say.
 *
 * @param n how many answers
 * @param stop texts that end the answer
 * @param logitBias token id to bias
 */
public record Sampling(
    @Nullable Double temperature,
    @Nullable Double topP,
    @Nullable Integer topK,
    @Nullable Double frequencyPenalty,
    @Nullable Double presencePenalty,
    @Nullable Long seed,
    @Nullable Integer n,
    List<String> stop,
    Map<String, @Nullable Object> logitBias,
    @Nullable Boolean logprobs,
    @Nullable Integer topLogprobs) {

  /** Nothing said. */
  public static final Sampling DEFAULT =
      new Sampling(null, null, null, null, null, null, null, List.of(), Map.of(), null, null);

  public Sampling {
    stop = List.copyOf(stop);
  }
}
