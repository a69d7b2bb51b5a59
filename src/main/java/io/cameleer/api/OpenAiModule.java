package io.cameleer.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.NullNode;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.EmbeddingRequest;
import io.cameleer.json.Json;
import java.io.IOException;
import java.util.function.Function;

/**
 * Lets a Jackson mapper read {@link ChatRequest} and {@link EmbeddingRequest}, so that a route can
 * unmarshal straight into them. A body that is no valid request comes as {@link
 * io.cameleer.chat.CallFailedException}, one that is no JSON as Jackson's own exception; {@link
 * RequestErrors} makes a failure of either.
 */
public final class OpenAiModule extends SimpleModule {

  private static final long serialVersionUID = 1L;

  /** A module with readers of its own. */
  public OpenAiModule() {
    super("openai");
    addDeserializer(
        ChatRequest.class,
        new RequestDeserializer<>(ChatRequest.class, new ChatRequestReader()::read));
    addDeserializer(
        EmbeddingRequest.class,
        new RequestDeserializer<>(EmbeddingRequest.class, new EmbeddingRequestReader()::read));
  }

  /** The gateway's mapper with this module. */
  public static JsonMapper mapper() {
    return Json.mapper().rebuild().addModule(new OpenAiModule()).build();
  }

  /** Reads the whole body into a tree and hands it to a reader. */
  private static final class RequestDeserializer<T> extends StdDeserializer<T> {

    private static final long serialVersionUID = 1L;

    private final transient Function<JsonNode, T> reader;

    RequestDeserializer(Class<T> type, Function<JsonNode, T> reader) {
      super(type);
      this.reader = reader;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      return reader.apply(context.readTree(parser));
    }

    @Override
    public T getNullValue(DeserializationContext context) {
      return reader.apply(NullNode.getInstance());
    }
  }
}
