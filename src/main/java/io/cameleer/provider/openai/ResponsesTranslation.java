package io.cameleer.provider.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.catalog.Candidate;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.ChatReply;
import io.cameleer.chat.ChatRequest;
import io.cameleer.json.Json;
import io.cameleer.provider.ChatStreamDecoder;
import io.cameleer.provider.ChatTranslation;
import io.cameleer.provider.DroppedParameters;
import io.cameleer.provider.Failures;
import io.cameleer.provider.UpstreamReply;
import io.cameleer.provider.UpstreamRequest;
import io.cameleer.provider.compatible.EffortSteps;
import io.cameleer.provider.compatible.ToolRules;
import java.util.List;
import java.util.Map;

/**
 * A chat request that goes to OpenAI's Responses API and comes back as a chat completion: newer
 * models take function tools together with reasoning only there. Nothing is stored at the provider
 * ({@code store:false}); the model's encrypted reasoning travels through the client instead, as
 * {@link io.cameleer.chat.Reasoning.Block.Encrypted}.
 */
public final class ResponsesTranslation implements ChatTranslation {

  private static final String PATH = "/responses";

  private final UpstreamRequest request;
  private final List<String> droppedParameters;

  /**
   * Translates a request.
   *
   * @throws CallFailedException where the Responses API can't do what is asked for and leaving it
   *     out would change the meaning: several choices, spoken answers, spoken prompts
   */
  public ResponsesTranslation(ChatRequest request, Candidate candidate) {
    DroppedParameters dropped = new DroppedParameters();
    ChatRequest possible =
        ToolRules.noChoiceWithoutTools(
            EffortSteps.nearest(request, candidate, dropped), candidate, dropped);
    byte[] body =
        Json.bytes(new ResponsesRequestWriter(possible, candidate.model(), dropped).write());
    this.request = new UpstreamRequest(PATH, Map.of(), body, request.streaming().enabled());
    this.droppedParameters = dropped.names();
  }

  @Override
  public UpstreamRequest request() {
    return request;
  }

  @Override
  public List<String> droppedParameters() {
    return droppedParameters;
  }

  @Override
  public ChatReply reply(UpstreamReply reply) {
    try {
      JsonNode response = Json.read(reply.body());
      return ResponsesReplyReader.read(response);
    } catch (JsonProcessingException malformed) {
      throw new CallFailedException(
          Failures.badGateway("The provider's answer is not JSON."), malformed);
    }
  }

  @Override
  public ChatStreamDecoder stream() {
    return new ResponsesStreamDecoder();
  }
}
