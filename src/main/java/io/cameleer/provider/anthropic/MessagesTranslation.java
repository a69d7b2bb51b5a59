package io.cameleer.provider.anthropic;

import io.cameleer.catalog.Model;
import io.cameleer.chat.ChatReply;
import io.cameleer.chat.ChatRequest;
import io.cameleer.json.Json;
import io.cameleer.provider.ChatStreamDecoder;
import io.cameleer.provider.ChatTranslation;
import io.cameleer.provider.DroppedParameters;
import io.cameleer.provider.UpstreamReply;
import io.cameleer.provider.UpstreamRequest;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** One chat request as a call of {@code POST /v1/messages}, and the way back. */
final class MessagesTranslation implements ChatTranslation {

  static final String PATH = "/v1/messages";
  private static final Map<String, String> HEADERS = Map.of("anthropic-version", "2023-06-01");

  private final UpstreamRequest request;
  private final List<String> droppedParameters;
  private final AnswerContext context;

  MessagesTranslation(ChatRequest request, Model model, Clock clock) {
    DroppedParameters dropped = new DroppedParameters();
    RequestWriter.Written written = new RequestWriter(request, model, dropped).write();
    this.request =
        new UpstreamRequest(PATH, HEADERS, Json.bytes(written.body()), written.streamed());
    this.droppedParameters = dropped.names();
    this.context = new AnswerContext(model.id(), written.customTools(), clock);
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
    return new ReplyReader(context).read(reply);
  }

  @Override
  public ChatStreamDecoder stream() {
    return new StreamDecoder(context);
  }
}
