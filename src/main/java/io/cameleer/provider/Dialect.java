package io.cameleer.provider;

import io.cameleer.catalog.Candidate;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.EmbeddingRequest;
import io.cameleer.chat.Failure;

/** A wire format, both ways. Implementations are stateless and thread-safe, and do no I/O. */
public interface Dialect {

  /** Its name in the configuration, such as {@code anthropic}. */
  String name();

  /**
   * The path that most of its requests have. What sends them can prepare for it; others are
   * addressed one by one.
   */
  String usualPath();

  /**
   * Translates a chat request.
   *
   * @param request with {@code streaming().enabled()} as the client asked; the model to name is the
   *     candidate's
   * @throws io.cameleer.chat.CallFailedException where leaving out what the candidate can't do
   *     would change the meaning: status 400, naming the field
   */
  ChatTranslation chat(ChatRequest request, Candidate candidate);

  /**
   * Translates an embeddings request of at most {@code candidate.provider().embeddingBatch()}
   * inputs.
   *
   * @throws io.cameleer.chat.CallFailedException where the dialect has no embeddings, or not of
   *     such inputs
   */
  EmbeddingTranslation embeddings(EmbeddingRequest request, Candidate candidate);

  /**
   * Classifies an answer that is an error.
   *
   * @param reply an answer with a status of 300 or more
   */
  Failure failure(UpstreamReply reply);
}
