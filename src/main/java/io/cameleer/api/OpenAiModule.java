package io.cameleer.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.EmbeddingRequest;
import io.cameleer.job.BatchRequest;
import io.cameleer.json.Json;
import io.cameleer.json.PlainValues;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets a Jackson mapper read {@link ChatRequest}, {@link EmbeddingRequest} and {@link
 * BatchRequest}, so that a route can unmarshal straight into them, and write {@link
 * ChatCompletion}. A body that is no valid request comes as {@link
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
    addDeserializer(
        BatchRequest.class,
        new RequestDeserializer<>(BatchRequest.class, new BatchRequestReader()::read));
    addSerializer(new CompletionSerializer());
  }

  /** The gateway's mapper with this module. */
  public static JsonMapper mapper() {
    return Json.mapper().rebuild().addModule(new OpenAiModule()).build();
  }

  private static final class CompletionSerializer extends StdSerializer<ChatCompletion> {

    private static final long serialVersionUID = 1L;

    private final transient ChatReplyWriter writer = new ChatReplyWriter();

    CompletionSerializer() {
      super(ChatCompletion.class);
    }

    @Override
    public void serialize(
        ChatCompletion completion, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      writer.write(json, completion);
    }
  }

  private static final class RequestDeserializer<T> extends StdDeserializer<T> {

    private static final long serialVersionUID = 1L;

    private final transient Function<@Nullable Object, T> reader;

    RequestDeserializer(Class<T> type, Function<@Nullable Object, T> reader) {
      super(type);
      this.reader = reader;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      return reader.apply(PlainValues.read(parser));
    }

    @Override
    public T getNullValue(DeserializationContext context) {
      return reader.apply(null);
    }
  }
}
