package io.cameleer.attempt;

import io.cameleer.chat.EmbeddingReply;
import io.cameleer.chat.EmbeddingRequest;
import io.cameleer.chat.Failure;
import io.cameleer.routing.CallTraits;
import io.cameleer.routing.Plan.Planned;
import org.jspecify.annotations.Nullable;

/** An embeddings call on its way. */
public final class EmbeddingCall extends Call {

  private final EmbeddingRequest request;

  /** A call. */
  public EmbeddingCall(
      Caller caller, CallTraits traits, StallWatch watch, EmbeddingRequest request) {
    super(caller, traits, watch);
    this.request = request;
  }

  /** What the client asks. */
  public EmbeddingRequest request() {
    return request;
  }

  @Override
  public String requestedModel() {
    return request.model();
  }

  @Override
  public boolean streamed() {
    return false;
  }

  @Override
  OngoingAttempt attempt(Planned planned, ProviderPermits.Permit permit) {
    return new EmbeddingAttempt(this, planned, permit);
  }

  /** The answer, or null while there is none. */
  public @Nullable EmbeddingReply reply() {
    return decisive() instanceof EmbeddingAttempt attempt ? attempt.reply() : null;
  }

  @Override
  public boolean begunToAnswer() {
    return false;
  }

  @Override
  void breakOff(Failure reason) {
    // Embeddings are answered in one piece: there is no part to break off.
  }
}
