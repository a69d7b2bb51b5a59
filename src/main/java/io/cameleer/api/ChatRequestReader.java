package io.cameleer.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.Message;
import io.cameleer.chat.ReasoningEffort;
import io.cameleer.chat.Sampling;
import io.cameleer.chat.Streaming;
import io.cameleer.chat.Tooling;
import io.cameleer.json.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a chat completion request as OpenAI's API reference describes it. A null field
 * is a missing field; fields nobody knows end up in the extras of the object they stand in. Ranges
 * are checked only where all providers agree on them. Stateless and thread-safe.
 */
public final class ChatRequestReader {

  private final MessageReader messages = new MessageReader();
  private final ToolReader tools = new ToolReader();
  private final ResponseFormatReader responseFormats = new ResponseFormatReader();

  /**
   * Reads a body.
   *
   * @param body plain Java values as {@link io.cameleer.json.PlainValues#read} gives them, which
   *     are used up
   * @throws io.cameleer.chat.CallFailedException where it is no valid request: status 400, naming
   *     the field
   */
  public ChatRequest read(@Nullable Object body) {
    Fields fields = Fields.of(Surrogates.repair(body));
    String model = fields.requiredName("model");
    List<Message> conversation = messages.read(fields);
    Tooling tooling = tools.read(fields);
    return ChatRequest.builder(model, conversation)
        .tooling(tooling)
        .sampling(sampling(fields))
        .streaming(streaming(fields))
        .responseFormat(responseFormats.read(fields))
        .reasoningEffort(reasoningEffort(fields))
        .maxTokens(fields.integer("max_tokens", 1, Integer.MAX_VALUE))
        .maxCompletionTokens(fields.integer("max_completion_tokens", 1, Integer.MAX_VALUE))
        .verbosity(fields.string("verbosity"))
        .modalities(fields.strings("modalities"))
        .audio(fields.map("audio"))
        .user(fields.string("user"))
        .safetyIdentifier(fields.string("safety_identifier"))
        .serviceTier(fields.string("service_tier"))
        .promptCacheKey(fields.string("prompt_cache_key"))
        .store(fields.bool("store"))
        .metadata(fields.mapOrEmpty("metadata"))
        .extras(fields.extras())
        .build();
  }

  /** The same for a body that is a tree. */
  public ChatRequest read(JsonNode body) {
    return read(Json.value(body));
  }

  private static Sampling sampling(Fields fields) {
    return new Sampling(
        fields.decimal("temperature", 0, 2),
        fields.decimal("top_p", 0, 1),
        fields.integer("top_k", Integer.MIN_VALUE, Integer.MAX_VALUE),
        fields.decimal("frequency_penalty", -2, 2),
        fields.decimal("presence_penalty", -2, 2),
        fields.integer("seed"),
        fields.integer("n", 1, Integer.MAX_VALUE),
        stop(fields),
        fields.mapOrEmpty("logit_bias"),
        fields.bool("logprobs"),
        fields.integer("top_logprobs", 0, 20));
  }

  private static List<String> stop(Fields fields) {
    return switch (fields.take("stop")) {
      case null -> List.of();
      case String text -> List.of(text);
      case List<?> texts -> fields.strings("stop", texts);
      case Object other ->
          throw Invalid.type(fields.path("stop"), "a string or an array of strings", other);
    };
  }

  private static Streaming streaming(Fields fields) {
    boolean enabled = Boolean.TRUE.equals(fields.bool("stream"));
    Fields options = fields.object("stream_options");
    if (options == null) {
      return enabled ? new Streaming(true, false, Map.of()) : Streaming.OFF;
    }
    boolean includeUsage = Boolean.TRUE.equals(options.bool("include_usage"));
    return new Streaming(enabled, includeUsage, options.extras());
  }

  private static @Nullable ReasoningEffort reasoningEffort(Fields fields) {
    String word = fields.string("reasoning_effort");
    if (word == null) {
      return null;
    }
    for (ReasoningEffort effort : ReasoningEffort.values()) {
      if (effort.wireName().equals(word)) {
        return effort;
      }
    }
    List<String> supported =
        Arrays.stream(ReasoningEffort.values()).map(ReasoningEffort::wireName).toList();
    throw Invalid.value(fields.path("reasoning_effort"), word, supported);
  }
}
