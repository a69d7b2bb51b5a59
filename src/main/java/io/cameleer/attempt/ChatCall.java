package io.cameleer.attempt;

import io.cameleer.chat.ChatReply;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.Failure;
import io.cameleer.chat.Streaming;
import io.cameleer.chat.Usage;
import io.cameleer.provider.ChatTranslation;
import io.cameleer.provider.Dialect;
import io.cameleer.provider.UpstreamReply;
import io.cameleer.provider.UpstreamRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A chat completion on its way. */
public final class ChatCall extends Call {

  private final ChatRequest request;
  private final @Nullable StreamRelay relay;
  private @Nullable ChatTranslation translation;
  private boolean sent;
  private @Nullable ChatReply reply;

  /**
   * A call whose answer comes in one piece.
   *
   * @param request whatever it says of streaming is not looked at
   */
  public ChatCall(Caller caller, ProviderWait providerWait, ChatRequest request) {
    super(caller, providerWait);
    this.request = request.streaming().enabled() ? whole(request) : request;
    this.relay = null;
  }

  /**
   * A call whose answer is passed on piece by piece.
   *
   * @param sink where the pieces go
   */
  public ChatCall(Caller caller, ProviderWait providerWait, ChatRequest request, ChunkSink sink) {
    super(caller, providerWait);
    this.request = request;
    this.relay = new StreamRelay(this, sink);
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
  public @Nullable Usage usage() {
    if (relay != null) {
      return relay.usage();
    }
    return reply == null ? null : reply.usage();
  }

  @Override
  public boolean streamed() {
    return relay != null;
  }

  /** Where a streamed answer's pieces go, or null for a plain call. */
  public @Nullable StreamRelay relay() {
    return relay;
  }

  @Override
  public void translate(Dialect dialect) {
    sent = false;
    reply = null;
    translation = null;
    translation = dialect.chat(request, candidate());
  }

  /** The request as translated for the current candidate. */
  public ChatTranslation translation() {
    if (translation == null) {
      throw new IllegalStateException("not translated yet");
    }
    return translation;
  }

  @Override
  public List<String> droppedParameters() {
    return translation == null ? List.of() : translation.droppedParameters();
  }

  @Override
  boolean hasMoreToSend() {
    return translation != null && !sent;
  }

  @Override
  UpstreamRequest nextRequest() {
    sent = true;
    return translation().request();
  }

  @Override
  public void receive(UpstreamReply upstreamReply) {
    reply = translation().reply(upstreamReply);
  }

  /** Takes the answer that was put together from a stream. */
  public void receive(ChatReply whole) {
    reply = whole;
  }

  /** The answer, or null while there is none or where it went through the {@link #relay}. */
  public @Nullable ChatReply reply() {
    return reply;
  }

  @Override
  public boolean begunToAnswer() {
    return relay != null && relay.opened();
  }

  @Override
  void breakOff(Failure reason) {
    if (relay != null) {
      relay.fail(reason);
    }
  }
}
