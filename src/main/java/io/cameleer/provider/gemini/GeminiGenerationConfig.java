package io.cameleer.provider.gemini;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.catalog.Trait;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.ReasoningEffort;
import io.cameleer.chat.ResponseFormat;
import io.cameleer.chat.Sampling;
import io.cameleer.json.Json;
import io.cameleer.provider.DroppedParameters;
import io.cameleer.provider.Failures;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes {@code generationConfig}: sampling, limits, the answer's form, thinking. */
final class GeminiGenerationConfig {

  private static final int MAX_STOP_SEQUENCES = 5;

  private final GeminiModel model;
  private final DroppedParameters dropped;
  private final ObjectNode config = Json.object();

  GeminiGenerationConfig(GeminiModel model, DroppedParameters dropped) {
    this.model = model;
    this.dropped = dropped;
  }

  /**
   * The configuration for a request, possibly empty.
   *
   * @param thinkingConfig Gemini's own, as the client gave it, which replaces the reasoning effort
   */
  ObjectNode write(ChatRequest request, @Nullable ObjectNode thinkingConfig) {
    writeSampling(request.sampling());
    writePenalties(request.sampling());
    writeStop(request.sampling().stop());
    writeLogprobs(request.sampling());
    writeLimit(request.outputLimit());
    writeThinking(request.reasoningEffort(), thinkingConfig);
    writeFormat(request.responseFormat());
    return config;
  }

  private void writeSampling(Sampling sampling) {
    boolean takes = model.has(Trait.SAMPLING);
    put("temperature", "temperature", sampling.temperature(), takes);
    put("top_p", "topP", sampling.topP(), takes);
    if (sampling.topK() != null && takes) {
      config.put("topK", sampling.topK());
    } else {
      dropped.addIfSet("top_k", sampling.topK());
    }
    if (sampling.seed() != null) {
      config.put("seed", seed(sampling.seed()));
    }
    dropped.addIfSet("logit_bias", sampling.logitBias().isEmpty() ? null : sampling.logitBias());
  }

  /** Gemini's seed has 32 bits; a longer one is folded, so that equal seeds stay equal. */
  private static int seed(long seed) {
    return seed == (int) seed ? (int) seed : Long.hashCode(seed);
  }

  private void writePenalties(Sampling sampling) {
    boolean takes = model.has(Trait.PENALTIES);
    put("frequency_penalty", "frequencyPenalty", sampling.frequencyPenalty(), takes);
    put("presence_penalty", "presencePenalty", sampling.presencePenalty(), takes);
  }

  private void put(String openAiName, String geminiName, @Nullable Double value, boolean takes) {
    if (value != null && takes) {
      config.put(geminiName, value);
    } else {
      dropped.addIfSet(openAiName, value);
    }
  }

  private void writeStop(List<String> stop) {
    if (stop.size() > MAX_STOP_SEQUENCES) {
      throw Failures.unsupported(
          "stop", "Gemini takes at most " + MAX_STOP_SEQUENCES + " stop sequences.");
    }
    if (!stop.isEmpty()) {
      ArrayNode sequences = config.putArray("stopSequences");
      stop.forEach(sequences::add);
    }
  }

  private void writeLogprobs(Sampling sampling) {
    if (Boolean.TRUE.equals(sampling.logprobs())) {
      config.put("responseLogprobs", true);
      if (sampling.topLogprobs() != null) {
        config.put("logprobs", sampling.topLogprobs());
      }
    } else {
      dropped.addIfSet("top_logprobs", sampling.topLogprobs());
    }
  }

  /** Gemini refuses a limit above the model's own. */
  private void writeLimit(@Nullable Integer limit) {
    if (limit != null) {
      Integer most = model.maxOutputTokens();
      config.put("maxOutputTokens", most == null ? limit : (Integer) Math.min(limit, most));
    }
  }

  private void writeThinking(@Nullable ReasoningEffort effort, @Nullable ObjectNode own) {
    if (own != null) {
      config.set("thinkingConfig", own);
      dropped.addIfSet("reasoning_effort", effort);
      return;
    }
    if (effort == null) {
      return;
    }
    ObjectNode thinking = GeminiThinking.config(effort, model);
    if (thinking != null) {
      config.set("thinkingConfig", thinking);
    } else if (effort != ReasoningEffort.NONE) {
      dropped.add("reasoning_effort");
    }
  }

  private void writeFormat(@Nullable ResponseFormat format) {
    switch (format) {
      case ResponseFormat.JsonObject ignored -> putJsonType();
      case ResponseFormat.JsonSchema schema -> {
        putJsonType();
        writeSchema(schema);
      }
      case ResponseFormat.Text ignored -> {}
      case null -> {}
    }
  }

  private void putJsonType() {
    config.put("responseMimeType", "application/json");
  }

  private void writeSchema(ResponseFormat.JsonSchema format) {
    if (format.schema().isEmpty()) {
      return;
    }
    ObjectNode schema =
        GeminiJsonSchema.lower(Json.object(format.schema()), "response_format.json_schema.schema");
    if (format.description() != null && !schema.has("description")) {
      schema.put("description", format.description());
    }
    config.set("responseJsonSchema", schema);
  }
}
