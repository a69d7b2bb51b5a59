package io.cameleer.provider.gemini;

import io.cameleer.chat.ChatReply;
import io.cameleer.chat.ChatRequest;
import io.cameleer.json.Json;
import io.cameleer.provider.ChatStreamDecoder;
import io.cameleer.provider.ChatTranslation;
import io.cameleer.provider.DroppedParameters;
import io.cameleer.provider.UpstreamReply;
import io.cameleer.provider.UpstreamRequest;
import java.util.List;
import java.util.Map;

/**
 * A chat request for {@code generateContent} or {@code streamGenerateContent}, and the way back.
 */
final class GeminiChatTranslation implements ChatTranslation {

  private final UpstreamRequest request;
  private final List<String> droppedParameters;
  private final GeminiAnswers answers;

  GeminiChatTranslation(ChatRequest request, GeminiModel model, GeminiAnswers answers) {
    DroppedParameters dropped = new DroppedParameters();
    byte[] body = Json.bytes(new GeminiRequestWriter(request, model, dropped).write());
    boolean streamed = request.streaming().enabled();
    String path =
        streamed ? model.path("streamGenerateContent") + "?alt=sse" : model.path("generateContent");
    this.request = new UpstreamRequest(path, Map.of(), body, streamed);
    this.droppedParameters = dropped.names();
    this.answers = answers;
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
    return new GeminiReplyReader(answers).read(reply);
  }

  @Override
  public ChatStreamDecoder stream() {
    return new GeminiStreamDecoder(answers);
  }
}
