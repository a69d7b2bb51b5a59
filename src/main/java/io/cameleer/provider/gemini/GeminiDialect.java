package io.cameleer.provider.gemini;

import io.cameleer.catalog.Candidate;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.EmbeddingRequest;
import io.cameleer.chat.Failure;
import io.cameleer.provider.ChatTranslation;
import io.cameleer.provider.Dialect;
import io.cameleer.provider.EmbeddingTranslation;
import io.cameleer.provider.UpstreamReply;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Google's Gemini API, {@code v1beta}, with base URL {@code
 * https://generativelanguage.googleapis.com}. What a model takes is a matter of its traits.
 */
public final class GeminiDialect implements Dialect {

  private final GeminiErrors errors;
  private final Supplier<String> ids;

  /** With random ids where Gemini gives none. */
  public GeminiDialect(Clock clock) {
    this(clock, () -> UUID.randomUUID().toString().replace("-", ""));
  }

  /**
   * With ids from a source.
   *
   * @param clock for the time of answers, and for hints to wait until a point in time
   * @param ids gives an id no other call of a conversation has, of letters and digits; thread-safe
   */
  public GeminiDialect(Clock clock, Supplier<String> ids) {
    this.errors = new GeminiErrors(clock);
    this.ids = ids;
  }

  @Override
  public String name() {
    return "gemini";
  }

  @Override
  public String usualPath() {
    return "/v1beta/models";
  }

  @Override
  public ChatTranslation chat(ChatRequest request, Candidate candidate) {
    return GeminiRepairs.ALL.translate(request, candidate, this::translate);
  }

  private ChatTranslation translate(ChatRequest request, Candidate candidate) {
    GeminiModel model = new GeminiModel(candidate.model());
    FunctionNames names = new FunctionNames(request.tooling().tools());
    GeminiAnswers answers = new GeminiAnswers(model.id(), names, ids, errors);
    return new GeminiChatTranslation(request, model, answers);
  }

  @Override
  public EmbeddingTranslation embeddings(EmbeddingRequest request, Candidate candidate) {
    return new GeminiEmbeddings(request, new GeminiModel(candidate.model()), errors);
  }

  @Override
  public Failure failure(UpstreamReply reply) {
    return errors.failure(reply);
  }
}
