package io.cameleer.provider.compatible;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.catalog.Candidate;
import io.cameleer.chat.ChatRequest;
import io.cameleer.json.Json;
import io.cameleer.provider.ChatTranslation;
import io.cameleer.provider.DroppedParameters;
import io.cameleer.provider.UpstreamRequest;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * Chat completions of one dialect: OpenAI's format with the dialect's differences, which are
 * applied in order, first those of the canonical request, then those of the body. Stateless and
 * thread-safe.
 */
public final class CompatibleChat {

  /** Where chat completions are, below the base URL. */
  public static final String PATH = "/chat/completions";

  private final List<RequestAdjustment> requestAdjustments;
  private final List<BodyAdjustment> bodyAdjustments;
  private final ErrorTable errors;
  private final Clock clock;

  /**
   * A dialect's chat completions.
   *
   * @param errors what the provider's errors mean, for those that come inside an answer
   * @param clock for answers that don't say when they were made
   */
  public CompatibleChat(
      List<RequestAdjustment> requestAdjustments,
      List<BodyAdjustment> bodyAdjustments,
      ErrorTable errors,
      Clock clock) {
    this.requestAdjustments = List.copyOf(requestAdjustments);
    this.bodyAdjustments = List.copyOf(bodyAdjustments);
    this.errors = errors;
    this.clock = clock;
  }

  /**
   * Translates a request.
   *
   * @throws io.cameleer.chat.CallFailedException where an adjustment refuses it
   */
  public ChatTranslation translate(ChatRequest request, Candidate candidate) {
    DroppedParameters dropped = new DroppedParameters();
    ChatRequest adjusted = request;
    for (RequestAdjustment adjustment : requestAdjustments) {
      adjusted = adjustment.apply(adjusted, candidate, dropped);
    }
    String model = candidate.model().id();
    ObjectNode body = RequestWriter.write(adjusted, model);
    for (BodyAdjustment adjustment : bodyAdjustments) {
      adjustment.apply(body, candidate, dropped);
    }
    boolean streamed = request.streaming().enabled();
    UpstreamRequest upstream = new UpstreamRequest(PATH, Map.of(), Json.bytes(body), streamed);
    Integer n = request.sampling().n();
    CompatibleTranslation.Reading reading =
        new CompatibleTranslation.Reading(errors, clock, model, n == null ? 1 : n);
    return new CompatibleTranslation(upstream, dropped.names(), reading);
  }
}
