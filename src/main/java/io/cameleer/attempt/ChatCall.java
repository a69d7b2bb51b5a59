package io.cameleer.attempt;

import io.cameleer.chat.ChatReply;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.Failure;
import io.cameleer.chat.Streaming;
import io.cameleer.routing.CallTraits;
import io.cameleer.routing.Plan.Planned;
import org.jspecify.annotations.Nullable;

/** A chat completion on its way. */
public final class ChatCall extends Call {

  private final ChatRequest request;
  private final @Nullable ChunkSink sink;

  /**
   * A call whose answer comes in one piece.
   *
   * @param request whatever it says of streaming is not looked at
   */
  public ChatCall(Caller caller, CallTraits traits, StallWatch watch, ChatRequest request) {
    super(caller, traits, watch);
    this.request = request.streaming().enabled() ? whole(request) : request;
    this.sink = null;
  }

  /**
   * A call whose answer is passed on piece by piece.
   *
   * @param sink where the pieces go
   */
  public ChatCall(
      Caller caller, CallTraits traits, StallWatch watch, ChatRequest request, ChunkSink sink) {
    super(caller, traits, watch);
    this.request = request;
    this.sink = sink;
  }

  private static ChatRequest whole(ChatRequest request) {
    return request.toBuilder().streaming(Streaming.OFF).build();
  }

  /** What the client asks. */
  public ChatRequest request() {
    return request;
  }

  @Override
  public String requestedModel() {
    return request.model();
  }

  @Override
  public boolean streamed() {
    return sink != null;
  }

  /** Where the pieces of a streamed answer go, or null for a plain call. */
  @Nullable ChunkSink sink() {
    return sink;
  }

  @Override
  OngoingAttempt attempt(Planned planned, ProviderPermits.Permit permit) {
    return new ChatAttempt(this, planned, permit);
  }

  /** The answer, or null while there is none or where it went out piece by piece. */
  public @Nullable ChatReply reply() {
    return decisive() instanceof ChatAttempt attempt ? attempt.reply() : null;
  }

  /** From the call's arrival to the first piece of a streamed answer, in nanoseconds; or 0. */
  public long firstContentNanos() {
    StreamRelay relay = relay();
    return relay == null ? 0 : relay.firstContentNanos();
  }

  @Override
  public boolean begunToAnswer() {
    StreamRelay relay = relay();
    return relay != null && relay.opened();
  }

  private @Nullable StreamRelay relay() {
    return decisive() instanceof ChatAttempt attempt ? attempt.relay() : null;
  }

  @Override
  void breakOff(Failure reason) {
    if (sink != null && begunToAnswer()) {
      sink.fail(reason);
    }
  }
}
