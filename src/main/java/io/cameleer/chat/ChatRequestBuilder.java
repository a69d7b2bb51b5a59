package io.cameleer.chat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link ChatRequest}; what is not set keeps the meaning "the client did not say". Not
 * thread-safe.
 */
public final class ChatRequestBuilder {

  private String model;
  private List<Message> messages;
  private Tooling tooling = Tooling.NONE;
  private Sampling sampling = Sampling.DEFAULT;
  private Streaming streaming = Streaming.OFF;
  private @Nullable ResponseFormat responseFormat;
  private @Nullable ReasoningEffort reasoningEffort;
  private @Nullable Integer maxTokens;
  private @Nullable Integer maxCompletionTokens;
  private @Nullable String verbosity;
  private List<String> modalities = List.of();
  private @Nullable Map<String, @Nullable Object> audio;
  private @Nullable String user;
  private @Nullable String safetyIdentifier;
  private @Nullable String serviceTier;
  private @Nullable String promptCacheKey;
  private @Nullable Boolean store;
  private Map<String, @Nullable Object> metadata = Map.of();
  private Map<String, @Nullable Object> extras = Map.of();

  ChatRequestBuilder(String model, List<Message> messages) {
    this.model = model;
    this.messages = messages;
  }

  ChatRequestBuilder(ChatRequest source) {
    this.model = source.model();
    this.messages = source.messages();
    this.tooling = source.tooling();
    this.sampling = source.sampling();
    this.streaming = source.streaming();
    this.responseFormat = source.responseFormat();
    this.reasoningEffort = source.reasoningEffort();
    this.maxTokens = source.maxTokens();
    this.maxCompletionTokens = source.maxCompletionTokens();
    this.verbosity = source.verbosity();
    this.modalities = source.modalities();
    this.audio = source.audio();
    this.user = source.user();
    this.safetyIdentifier = source.safetyIdentifier();
    this.serviceTier = source.serviceTier();
    this.promptCacheKey = source.promptCacheKey();
    this.store = source.store();
    this.metadata = source.metadata();
    this.extras = source.extras();
  }

  /** Sets {@link ChatRequest#model()}. */
  public ChatRequestBuilder model(String value) {
    this.model = value;
    return this;
  }

  /** Sets {@link ChatRequest#messages()}. */
  public ChatRequestBuilder messages(List<Message> value) {
    this.messages = value;
    return this;
  }

  /** Sets {@link ChatRequest#tooling()}. */
  public ChatRequestBuilder tooling(Tooling value) {
    this.tooling = value;
    return this;
  }

  /** Sets {@link ChatRequest#sampling()}. */
  public ChatRequestBuilder sampling(Sampling value) {
    this.sampling = value;
    return this;
  }

  /** Sets {@link ChatRequest#streaming()}. */
  public ChatRequestBuilder streaming(Streaming value) {
    this.streaming = value;
    return this;
  }

  /** Sets {@link ChatRequest#responseFormat()}. */
  public ChatRequestBuilder responseFormat(@Nullable ResponseFormat value) {
    this.responseFormat = value;
    return this;
  }

  /** Sets {@link ChatRequest#reasoningEffort()}. */
  public ChatRequestBuilder reasoningEffort(@Nullable ReasoningEffort value) {
    this.reasoningEffort = value;
    return this;
  }

  /** Sets {@link ChatRequest#maxTokens()}. */
  public ChatRequestBuilder maxTokens(@Nullable Integer value) {
    this.maxTokens = value;
    return this;
  }

  /** Sets {@link ChatRequest#maxCompletionTokens()}. */
  public ChatRequestBuilder maxCompletionTokens(@Nullable Integer value) {
    this.maxCompletionTokens = value;
    return this;
  }

  /** Sets {@link ChatRequest#verbosity()}. */
  public ChatRequestBuilder verbosity(@Nullable String value) {
    this.verbosity = value;
    return this;
  }

  /** Sets {@link ChatRequest#modalities()}. */
  public ChatRequestBuilder modalities(List<String> value) {
    this.modalities = value;
    return this;
  }

  /** Sets {@link ChatRequest#audio()}. */
  public ChatRequestBuilder audio(@Nullable Map<String, @Nullable Object> value) {
    this.audio = value;
    return this;
  }

  /** Sets {@link ChatRequest#user()}. */
  public ChatRequestBuilder user(@Nullable String value) {
    this.user = value;
    return this;
  }

  /** Sets {@link ChatRequest#safetyIdentifier()}. */
  public ChatRequestBuilder safetyIdentifier(@Nullable String value) {
    this.safetyIdentifier = value;
    return this;
  }

  /** Sets {@link ChatRequest#serviceTier()}. */
  public ChatRequestBuilder serviceTier(@Nullable String value) {
    this.serviceTier = value;
    return this;
  }

  /** Sets {@link ChatRequest#promptCacheKey()}. */
  public ChatRequestBuilder promptCacheKey(@Nullable String value) {
    this.promptCacheKey = value;
    return this;
  }

  /** Sets {@link ChatRequest#store()}. */
  public ChatRequestBuilder store(@Nullable Boolean value) {
    this.store = value;
    return this;
  }

  /** Sets {@link ChatRequest#metadata()}. */
  public ChatRequestBuilder metadata(Map<String, @Nullable Object> value) {
    this.metadata = value;
    return this;
  }

  /** Sets {@link ChatRequest#extras()}. */
  public ChatRequestBuilder extras(Map<String, @Nullable Object> value) {
    this.extras = value;
    return this;
  }

  /** The request as set so far. */
  public ChatRequest build() {
    return new ChatRequest(
        model,
        messages,
        tooling,
        sampling,
        streaming,
        responseFormat,
        reasoningEffort,
        maxTokens,
        maxCompletionTokens,
        verbosity,
        modalities,
        audio,
        user,
        safetyIdentifier,
        serviceTier,
        promptCacheKey,
        store,
        metadata,
        extras);
  }
}
