package io.cameleer.provider.repair;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.catalog.Candidate;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.ChatReply;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import io.cameleer.json.Json;
import io.cameleer.provider.ChatStreamDecoder;
import io.cameleer.provider.ChatTranslation;
import io.cameleer.provider.DroppedParameters;
import io.cameleer.provider.UpstreamReply;
import io.cameleer.provider.UpstreamRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A dialect's ordinary translation, and how to do it otherwise where the provider refuses it. */
record RepairableTranslation(
    ChatTranslation ordinary,
    ChatRequest chatRequest,
    Candidate candidate,
    Repairs.Workshop workshop)
    implements ChatTranslation {

  @Override
  public UpstreamRequest request() {
    return ordinary.request();
  }

  @Override
  public List<String> droppedParameters() {
    return ordinary.droppedParameters();
  }

  @Override
  public ChatReply reply(UpstreamReply reply) {
    return ordinary.reply(reply);
  }

  @Override
  public ChatStreamDecoder stream() {
    return ordinary.stream();
  }

  /** The first of the known changes that makes the request another one. */
  @Override
  public Optional<ChatTranslation> repaired(Failure refusal) {
    if (refusal.failureClass() != FailureClass.REPAIR) {
      return Optional.empty();
    }
    Complaint complaint = new Complaint(refusal.message(), refusal.param());
    for (Repair repair : workshop.repairs().of(new Refused(chatRequest, candidate, complaint))) {
      ChatTranslation changed = translate(repair);
      if (changed != null && differs(changed.request())) {
        return Optional.of(changed);
      }
    }
    return Optional.empty();
  }

  private @Nullable ChatTranslation translate(Repair repair) {
    try {
      return edit(workshop.translator().apply(repair.request(), repair.candidate()), repair);
    } catch (CallFailedException impossible) {
      // the changed request asks for what the candidate can't do: no way out after all
      return null;
    }
  }

  private static ChatTranslation edit(ChatTranslation changed, Repair repair) {
    DroppedParameters dropped = new DroppedParameters();
    dropped.addAll(changed.droppedParameters());
    dropped.addAll(repair.dropped());
    UpstreamRequest written = changed.request();
    ObjectNode body = body(written);
    repair.edit().apply(body, dropped);
    UpstreamRequest request =
        new UpstreamRequest(
            written.path(), written.headers(), Json.bytes(body), written.streamed());
    return new RepairedTranslation(changed, request, dropped.names());
  }

  private static ObjectNode body(UpstreamRequest written) {
    try {
      return (ObjectNode) Json.read(written.body());
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a dialect wrote what is not JSON", impossible);
    }
  }

  private boolean differs(UpstreamRequest other) {
    UpstreamRequest refused = ordinary.request();
    return !refused.path().equals(other.path()) || !body(refused).equals(body(other));
  }

  /** A translation after its repair, which is not repaired again. */
  private record RepairedTranslation(
      ChatTranslation changed, UpstreamRequest request, List<String> droppedParameters)
      implements ChatTranslation {

    @Override
    public ChatReply reply(UpstreamReply reply) {
      return changed.reply(reply);
    }

    @Override
    public ChatStreamDecoder stream() {
      return changed.stream();
    }
  }
}
