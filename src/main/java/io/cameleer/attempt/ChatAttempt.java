package io.cameleer.attempt;

import io.cameleer.chat.ChatReply;
import io.cameleer.chat.Failure;
import io.cameleer.chat.Usage;
import io.cameleer.provider.ChatTranslation;
import io.cameleer.provider.Dialect;
import io.cameleer.provider.UpstreamReply;
import io.cameleer.provider.UpstreamRequest;
import io.cameleer.routing.Plan.Planned;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An attempt at a chat completion. */
public final class ChatAttempt extends OngoingAttempt {

  private final ChatCall call;
  private final @Nullable StreamRelay relay;
  private @Nullable ChatTranslation translation;
  private boolean sent;
  private @Nullable ChatReply reply;

  ChatAttempt(ChatCall call, Planned planned, ProviderPermits.Permit permit) {
    super(call, planned, permit);
    this.call = call;
    ChunkSink sink = call.sink();
    this.relay = sink == null ? null : new StreamRelay(this, sink);
  }

  /** Where a streamed answer's pieces go, or null where the client wants it whole. */
  public @Nullable StreamRelay relay() {
    return relay;
  }

  /** Whether the answer has begun; one that is wanted whole does so with whatever comes first. */
  public boolean begun() {
    return relay == null || relay.opened();
  }

  @Override
  public void translate(Dialect dialect) {
    translation = dialect.chat(call.request(), candidate());
  }

  /** The request as translated for the candidate. */
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
  public boolean streamedByProvider() {
    return translation().request().streamed();
  }

  @Override
  public void receive(UpstreamReply upstreamReply) {
    reply = translation().reply(upstreamReply);
  }

  /** Takes the answer that was put together from a stream. */
  public void receive(ChatReply whole) {
    reply = whole;
  }

  @Override
  boolean mend(Failure refusal) {
    Optional<ChatTranslation> mended = translation().repaired(refusal);
    if (mended.isEmpty() || refusesToDrop(mended.get())) {
      return false;
    }
    translation = mended.get();
    sent = false;
    return true;
  }

  /** Whether the caller would rather have the refusal than an answer without what was refused. */
  private boolean refusesToDrop(ChatTranslation mended) {
    return call.caller().rejectUnsupported() && !mended.droppedParameters().isEmpty();
  }

  @Nullable ChatReply reply() {
    return reply;
  }

  @Override
  public @Nullable String answeringModel() {
    if (relay != null) {
      return relay.model();
    }
    return reply == null ? null : reply.model();
  }

  @Override
  public @Nullable Usage usage() {
    if (relay != null) {
      return relay.usage();
    }
    return reply == null ? null : reply.usage();
  }
}
