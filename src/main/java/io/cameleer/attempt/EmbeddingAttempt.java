package io.cameleer.attempt;

import io.cameleer.chat.EmbeddingReply;
import io.cameleer.chat.EmbeddingRequest;
import io.cameleer.chat.EmbeddingRequest.Input;
import io.cameleer.chat.Failure;
import io.cameleer.chat.Usage;
import io.cameleer.provider.Dialect;
import io.cameleer.provider.EmbeddingTranslation;
import io.cameleer.provider.UpstreamReply;
import io.cameleer.provider.UpstreamRequest;
import io.cameleer.routing.Plan.Planned;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An attempt at embeddings: as many requests to the provider as its limit of inputs makes
 * necessary.
 */
public final class EmbeddingAttempt extends OngoingAttempt {

  private final EmbeddingRequest request;
  private List<EmbeddingTranslation> translations = List.of();
  private int nextTranslation;
  private final List<EmbeddingReply> replies = new ArrayList<>(1);

  EmbeddingAttempt(EmbeddingCall call, Planned planned, ProviderPermits.Permit permit) {
    super(call, planned, permit);
    this.request = call.request();
  }

  @Override
  public void translate(Dialect dialect) {
    int batch = candidate().provider().embeddingBatch();
    List<Input> inputs = request.inputs();
    List<EmbeddingTranslation> batches = new ArrayList<>(inputs.size() / batch + 1);
    for (int start = 0; start < inputs.size(); start += batch) {
      List<Input> some = inputs.subList(start, Math.min(start + batch, inputs.size()));
      batches.add(dialect.embeddings(request.withInputs(some), candidate()));
    }
    translations = batches;
  }

  @Override
  public List<String> droppedParameters() {
    return translations.isEmpty() ? List.of() : translations.getFirst().droppedParameters();
  }

  @Override
  boolean hasMoreToSend() {
    return nextTranslation < translations.size();
  }

  @Override
  UpstreamRequest nextRequest() {
    return translations.get(nextTranslation++).request();
  }

  @Override
  public boolean streamedByProvider() {
    return false;
  }

  @Override
  public void receive(UpstreamReply reply) {
    replies.add(translations.get(nextTranslation - 1).reply(reply));
  }

  @Override
  boolean mend(Failure refusal) {
    return false;
  }

  @Override
  public @Nullable String answeringModel() {
    return replies.isEmpty() ? null : replies.getFirst().model();
  }

  @Override
  public @Nullable Usage usage() {
    long tokens = 0;
    for (EmbeddingReply part : replies) {
      Usage used = part.usage();
      if (used == null) {
        return null;
      }
      tokens += used.promptTokens();
    }
    return replies.isEmpty() ? null : Usage.of(tokens, 0);
  }

  /**
   * The answers to all requests as one: vectors in the order of the inputs, usage summed; null
   * while there is none.
   */
  @Nullable EmbeddingReply reply() {
    if (replies.size() < 2) {
      return replies.isEmpty() ? null : replies.getFirst();
    }
    List<float[]> vectors = new ArrayList<>(request.inputs().size());
    replies.forEach(part -> vectors.addAll(part.vectors()));
    return new EmbeddingReply(replies.getFirst().model(), vectors, usage());
  }
}
