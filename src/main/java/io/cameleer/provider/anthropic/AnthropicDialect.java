package io.cameleer.provider.anthropic;

import io.cameleer.catalog.Candidate;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.EmbeddingRequest;
import io.cameleer.chat.Failure;
import io.cameleer.provider.ChatTranslation;
import io.cameleer.provider.Dialect;
import io.cameleer.provider.EmbeddingTranslation;
import io.cameleer.provider.Failures;
import io.cameleer.provider.UpstreamReply;
import java.time.Clock;

/**
 * Anthropic's Messages API. It is called in its version 2023-06-01: the next one refuses every
 * sampling parameter, also for the models that still take them. What a model takes is read from its
 * traits.
 */
public final class AnthropicDialect implements Dialect {

  private final Clock clock;
  private final ErrorReader errors;

  /**
   * The dialect.
   *
   * @param clock for the time of answers, which Anthropic does not tell, and for wait hints given
   *     as a point in time
   */
  public AnthropicDialect(Clock clock) {
    this.clock = clock;
    this.errors = new ErrorReader(clock);
  }

  @Override
  public String name() {
    return "anthropic";
  }

  @Override
  public String usualPath() {
    return MessagesTranslation.PATH;
  }

  @Override
  public ChatTranslation chat(ChatRequest request, Candidate candidate) {
    return AnthropicRepairs.ALL.translate(request, candidate, this::translate);
  }

  private ChatTranslation translate(ChatRequest request, Candidate candidate) {
    return new MessagesTranslation(request, candidate.model(), clock);
  }

  @Override
  public EmbeddingTranslation embeddings(EmbeddingRequest request, Candidate candidate) {
    throw Failures.unsupported(
        "model",
        "Anthropic has no embedding models. OpenAI, Gemini, Mistral and Qwen have:"
            + " choose one of theirs.");
  }

  @Override
  public Failure failure(UpstreamReply reply) {
    return errors.read(reply);
  }
}
