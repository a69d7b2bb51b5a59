package io.cameleer.provider.compatible;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.ResponseFormat;
import io.cameleer.chat.Sampling;
import io.cameleer.chat.Streaming;
import io.cameleer.json.Json;
import io.cameleer.json.PlainValues;
import org.jspecify.annotations.Nullable;

/**
 * Writes a chat request as the client sent it, unknown fields at every level included. Different
 * are only the model's name, and that a stream always ends with the usage: the gateway accounts for
 * it even where the client did not ask.
 */
final class RequestWriter {

  private RequestWriter() {}

  static ObjectNode write(ChatRequest request, String model) {
    ObjectNode body = Json.object().put("model", model);
    body.set("messages", Json.leaf(json -> MessageWriter.write(json, request.messages())));
    ToolWriter.write(body, request.tooling());
    sampling(body, request.sampling());
    if (request.maxTokens() != null) {
      body.put("max_tokens", request.maxTokens());
    }
    if (request.maxCompletionTokens() != null) {
      body.put("max_completion_tokens", request.maxCompletionTokens());
    }
    if (request.reasoningEffort() != null) {
      body.put("reasoning_effort", request.reasoningEffort().wireName());
    }
    if (request.responseFormat() != null) {
      responseFormat(body.putObject("response_format"), request.responseFormat());
    }
    answerOptions(body, request);
    labels(body, request);
    streaming(body, request.streaming());
    Extras.merge(body, request.extras());
    return body;
  }

  private static void sampling(ObjectNode body, Sampling sampling) {
    put(body, "temperature", sampling.temperature());
    put(body, "top_p", sampling.topP());
    if (sampling.topK() != null) {
      body.put("top_k", sampling.topK());
    }
    put(body, "frequency_penalty", sampling.frequencyPenalty());
    put(body, "presence_penalty", sampling.presencePenalty());
    if (sampling.seed() != null) {
      body.put("seed", sampling.seed());
    }
    if (sampling.n() != null) {
      body.put("n", sampling.n());
    }
    if (!sampling.stop().isEmpty()) {
      ArrayNode stop = body.putArray("stop");
      sampling.stop().forEach(stop::add);
    }
    if (!sampling.logitBias().isEmpty()) {
      body.set("logit_bias", Json.object(sampling.logitBias()));
    }
    put(body, "logprobs", sampling.logprobs());
    if (sampling.topLogprobs() != null) {
      body.put("top_logprobs", sampling.topLogprobs());
    }
  }

  private static void responseFormat(ObjectNode node, ResponseFormat format) {
    switch (format) {
      case ResponseFormat.Text() -> node.put("type", "text");
      case ResponseFormat.JsonObject() -> node.put("type", "json_object");
      case ResponseFormat.JsonSchema schema -> {
        ObjectNode inner = node.put("type", "json_schema").putObject("json_schema");
        inner.put("name", schema.name());
        put(inner, "description", schema.description());
        if (!schema.schema().isEmpty()) {
          inner.set("schema", Json.leaf(json -> PlainValues.write(json, schema.schema())));
        }
        put(inner, "strict", schema.strict());
        Extras.merge(node, schema.extras());
      }
    }
  }

  private static void answerOptions(ObjectNode body, ChatRequest request) {
    put(body, "verbosity", request.verbosity());
    if (!request.modalities().isEmpty()) {
      ArrayNode modalities = body.putArray("modalities");
      request.modalities().forEach(modalities::add);
    }
    if (request.audio() != null) {
      body.set("audio", Json.object(request.audio()));
    }
  }

  private static void labels(ObjectNode body, ChatRequest request) {
    put(body, "user", request.user());
    put(body, "safety_identifier", request.safetyIdentifier());
    put(body, "service_tier", request.serviceTier());
    put(body, "prompt_cache_key", request.promptCacheKey());
    put(body, "store", request.store());
    if (!request.metadata().isEmpty()) {
      body.set("metadata", Json.object(request.metadata()));
    }
  }

  private static void streaming(ObjectNode body, Streaming streaming) {
    if (streaming.enabled()) {
      ObjectNode options = body.put("stream", true).putObject("stream_options");
      options.put("include_usage", true);
      Extras.merge(options, streaming.extras());
    }
  }

  private static void put(ObjectNode node, String field, @Nullable String value) {
    if (value != null) {
      node.put(field, value);
    }
  }

  private static void put(ObjectNode node, String field, @Nullable Boolean value) {
    if (value != null) {
      node.put(field, value);
    }
  }

  /** A whole number is written as one: {@code 1}, not {@code 1.0}. */
  private static void put(ObjectNode node, String field, @Nullable Double value) {
    if (value == null) {
      return;
    }
    if (value == Math.rint(value) && Math.abs(value) <= Integer.MAX_VALUE) {
      node.put(field, value.intValue());
    } else {
      node.put(field, value);
    }
  }
}
