package io.cameleer.provider.compatible;

import io.cameleer.catalog.Candidate;
import io.cameleer.chat.EmbeddingRequest;
import io.cameleer.provider.Failures;

/**
 * For providers that embed text only: token ids of one model's tokenizer mean nothing to another.
 */
public final class TextInputs {

  private TextInputs() {}

  /**
   * The request itself.
   *
   * @throws io.cameleer.chat.CallFailedException where an input is given as tokens
   */
  public static EmbeddingRequest only(EmbeddingRequest request, Candidate candidate) {
    if (request.inputs().stream().anyMatch(EmbeddingRequest.Input.Tokens.class::isInstance)) {
      throw Failures.unsupported("input", candidate.label() + " embeds text, not token ids.");
    }
    return request;
  }
}
