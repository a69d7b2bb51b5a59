package io.cameleer.provider.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.catalog.Model;
import io.cameleer.catalog.Trait;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.ReasoningEffort;
import io.cameleer.chat.ResponseFormat;
import io.cameleer.chat.Sampling;
import io.cameleer.json.Json;
import io.cameleer.provider.DroppedParameters;
import io.cameleer.provider.Failures;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes a chat request as the body of {@code POST /responses}. */
final class ResponsesRequestWriter {

  /** OpenAI refuses a smaller {@code max_output_tokens}, though chat completions take one. */
  private static final int MIN_OUTPUT_TOKENS = 16;

  private static final String REASONING = "reasoning";
  private static final Set<String> REASONING_FIELDS =
      Set.of("effort", "summary", "context", "mode");
  private static final String INCLUDE_OBFUSCATION = "include_obfuscation";

  /**
   * Fields the canonical request does not name that mean the same in the Responses API. Those that
   * need state at the provider ({@code previous_response_id}, {@code conversation}, {@code
   * background}) are not among them.
   */
  private static final Set<String> SHARED_FIELDS =
      Set.of(
          "prompt_cache_options",
          "prompt_cache_retention",
          "moderation",
          "truncation",
          "max_tool_calls",
          "context_management");

  private final ChatRequest request;
  private final Model model;
  private final DroppedParameters dropped;

  ResponsesRequestWriter(ChatRequest request, Model model, DroppedParameters dropped) {
    this.request = request;
    this.model = model;
    this.dropped = dropped;
  }

  ObjectNode write() {
    refuseWhatCannotBeLeftOut();
    ObjectNode body = Json.object();
    body.put("model", model.id());
    body.set("input", new ResponsesInputWriter(dropped).write(request.messages()));
    new ResponsesToolWriter(dropped).write(request.tooling(), body);
    writeReasoning(body);
    writeText(body);
    writeSampling(body);
    writeLimitsAndLabels(body);
    writeState(body);
    writeStreaming(body);
    writeExtras(body);
    return body;
  }

  private void refuseWhatCannotBeLeftOut() {
    Integer n = request.sampling().n();
    if (n != null && n > 1) {
      throw Failures.unsupported(
          "n", "This model gives one choice per call. Send 'n' as 1, or make several calls.");
    }
    if (request.modalities().stream().anyMatch(modality -> !modality.equals("text"))) {
      throw Failures.unsupported(
          "modalities", "This model answers in text only. Leave 'modalities' out.");
    }
  }

  /**
   * The effort; and a summary of the reasoning, which becomes {@code reasoning_content}, only where
   * the client asks for it with the Responses API's own {@code reasoning} object: OpenAI refuses it
   * to organizations it has not verified.
   */
  private void writeReasoning(ObjectNode body) {
    ObjectNode reasoning = Json.object();
    if (request.extras().get(REASONING) instanceof Map<?, ?> asked) {
      reasoning = Json.node(asked).deepCopy();
      reasoning.retain(REASONING_FIELDS);
      ResponsesExtras.drop(asked, REASONING, dropped, REASONING_FIELDS);
    }
    ReasoningEffort effort = request.reasoningEffort();
    if (effort != null) {
      reasoning.put("effort", effort.wireName());
    }
    if (!reasoning.isEmpty()) {
      body.set(REASONING, reasoning);
    }
  }

  private void writeText(ObjectNode body) {
    ObjectNode text = Json.object();
    switch (request.responseFormat()) {
      case ResponseFormat.JsonObject ignored -> text.putObject("format").put("type", "json_object");
      case ResponseFormat.JsonSchema schema -> text.set("format", schemaFormat(schema));
      case ResponseFormat.Text ignored -> {}
      case null -> {}
    }
    putText(text, "verbosity", request.verbosity());
    if (!text.isEmpty()) {
      body.set("text", text);
    }
  }

  private ObjectNode schemaFormat(ResponseFormat.JsonSchema schema) {
    ObjectNode format = Json.object();
    format.put("type", "json_schema").put("name", schema.name());
    putText(format, "description", schema.description());
    format.set("schema", Json.object(schema.schema()));
    format.put("strict", Boolean.TRUE.equals(schema.strict()));
    ResponsesExtras.drop(schema.extras(), "response_format", dropped);
    return format;
  }

  private void writeSampling(ObjectNode body) {
    Sampling sampling = request.sampling();
    if (takesSampling()) {
      putNumber(body, "temperature", sampling.temperature());
      putNumber(body, "top_p", sampling.topP());
    } else {
      dropped.addIfSet("temperature", sampling.temperature());
      dropped.addIfSet("top_p", sampling.topP());
      dropped.addIfSet("logprobs", Boolean.TRUE.equals(sampling.logprobs()) ? true : null);
    }
    if (sampling.topLogprobs() != null && !refusesSampling()) {
      body.put("top_logprobs", sampling.topLogprobs());
    } else {
      dropped.addIfSet("top_logprobs", sampling.topLogprobs());
    }
    dropped.addIfSet("top_k", sampling.topK());
    dropped.addIfSet("frequency_penalty", sampling.frequencyPenalty());
    dropped.addIfSet("presence_penalty", sampling.presencePenalty());
    dropped.addIfSet("seed", sampling.seed());
    dropped.addIfSet("stop", sampling.stop().isEmpty() ? null : sampling.stop());
    dropped.addIfSet("logit_bias", sampling.logitBias().isEmpty() ? null : sampling.logitBias());
  }

  private boolean refusesSampling() {
    return model.has(Trait.REASONING) && !model.has(Trait.SAMPLING);
  }

  /**
   * Models that refuse temperature and its like still take most of them while they don't reason.
   */
  private boolean takesSampling() {
    return !refusesSampling() || request.reasoningEffort() == ReasoningEffort.NONE;
  }

  private void writeLimitsAndLabels(ObjectNode body) {
    Integer limit = request.outputLimit();
    if (limit != null) {
      body.put("max_output_tokens", Math.max(limit, MIN_OUTPUT_TOKENS));
    }
    putText(body, "service_tier", request.serviceTier());
    putText(body, "user", request.user());
    putText(body, "safety_identifier", request.safetyIdentifier());
    putText(body, "prompt_cache_key", request.promptCacheKey());
    if (!request.metadata().isEmpty()) {
      body.set("metadata", Json.object(request.metadata()));
    }
    dropped.addIfSet("audio", request.audio());
  }

  private void writeState(ObjectNode body) {
    body.put("store", false);
    dropped.addIfSet("store", Boolean.TRUE.equals(request.store()) ? true : null);
    ArrayNode include = Json.array();
    if (model.has(Trait.REASONING)) {
      // others answer 400: "Encrypted content is not supported with this model."
      include.add("reasoning.encrypted_content");
    }
    if (takesSampling() && Boolean.TRUE.equals(request.sampling().logprobs())) {
      include.add("message.output_text.logprobs");
    }
    if (!include.isEmpty()) {
      body.set("include", include);
    }
  }

  private void writeStreaming(ObjectNode body) {
    if (!request.streaming().enabled()) {
      return;
    }
    body.put("stream", true);
    // padding that hides the length of tokens would double the bytes and never reach the client
    Object obfuscation = request.streaming().extras().get(INCLUDE_OBFUSCATION);
    body.putObject("stream_options").put(INCLUDE_OBFUSCATION, Boolean.TRUE.equals(obfuscation));
    ResponsesExtras.drop(
        request.streaming().extras(), "stream_options", dropped, Set.of(INCLUDE_OBFUSCATION));
  }

  private void writeExtras(ObjectNode body) {
    request
        .extras()
        .forEach((name, value) -> {
          if (SHARED_FIELDS.contains(name)) {
            body.set(name, Json.node(value));
          } else if (!name.equals(REASONING)) {
            dropped.add(name);
          }
        });
  }

  private static void putText(ObjectNode target, String field, @Nullable String value) {
    if (value != null) {
      target.put(field, value);
    }
  }

  private static void putNumber(ObjectNode target, String field, @Nullable Double value) {
    if (value != null) {
      target.put(field, value);
    }
  }
}
