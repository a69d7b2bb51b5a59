package io.cameleer.provider.compatible;

import io.cameleer.catalog.Candidate;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.Sampling;
import io.cameleer.provider.DroppedParameters;
import io.cameleer.provider.Failures;

/** For providers that give one answer only: a client that asked for more would miss the others. */
public final class SingleChoice {

  private SingleChoice() {}

  /**
   * Takes out {@code n}, which can only be 1.
   *
   * @throws io.cameleer.chat.CallFailedException where it is not
   */
  public static ChatRequest apply(
      ChatRequest request, Candidate candidate, DroppedParameters dropped) {
    Sampling sampling = request.sampling();
    if (sampling.n() == null) {
      return request;
    }
    if (sampling.n() > 1) {
      throw Failures.unsupported("n", candidate.label() + " gives one answer only: n must be 1.");
    }
    Sampling single =
        new Sampling(
            sampling.temperature(),
            sampling.topP(),
            sampling.topK(),
            sampling.frequencyPenalty(),
            sampling.presencePenalty(),
            sampling.seed(),
            null,
            sampling.stop(),
            sampling.logitBias(),
            sampling.logprobs(),
            sampling.topLogprobs());
    return request.toBuilder().sampling(single).build();
  }
}
