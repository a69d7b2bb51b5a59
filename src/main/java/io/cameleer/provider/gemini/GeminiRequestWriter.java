package io.cameleer.provider.gemini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.catalog.Trait;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.ResponseFormat;
import io.cameleer.chat.ToolChoice;
import io.cameleer.chat.Tooling;
import io.cameleer.json.Json;
import io.cameleer.provider.DroppedParameters;
import io.cameleer.provider.Failures;

/** Writes a chat request as the body of {@code generateContent}. */
final class GeminiRequestWriter {

  private final ChatRequest request;
  private final GeminiModel model;
  private final DroppedParameters dropped;

  GeminiRequestWriter(ChatRequest request, GeminiModel model, DroppedParameters dropped) {
    this.request = request;
    this.model = model;
    this.dropped = dropped;
  }

  ObjectNode write() {
    refuseWhatCannotBeLeftOut();
    GoogleOptions options = GoogleOptions.read(request.extras(), dropped);
    ObjectNode body = Json.object();
    new GeminiContents(model, dropped).write(request.messages(), body);
    new GeminiTools(dropped).write(tooling(), body);
    ObjectNode config =
        new GeminiGenerationConfig(model, dropped).write(request, options.thinkingConfig());
    if (!config.isEmpty()) {
      body.set("generationConfig", config);
    }
    if (options.safetySettings() != null) {
      body.set("safetySettings", options.safetySettings());
    }
    if (options.cachedContent() != null) {
      body.set("cachedContent", options.cachedContent());
    }
    writeServiceTier(body);
    noteDropped();
    return body;
  }

  private void refuseWhatCannotBeLeftOut() {
    Integer n = request.sampling().n();
    if (n != null && n > 1) {
      throw Failures.unsupported(
          "n", "Gemini gives one choice per call. Send 'n' as 1, or make several calls.");
    }
    if (request.modalities().stream().anyMatch(modality -> !modality.equals("text"))) {
      throw Failures.unsupported(
          "modalities", "Gemini answers in text only here. Leave 'modalities' out.");
    }
    if (wantsJson() && !tooling().tools().isEmpty() && !model.has(Trait.JSON_WITH_TOOLS)) {
      throw Failures.unsupported(
          "response_format",
          "The model %s gives JSON only without tools. Leave out 'response_format' or 'tools'."
              .formatted(model.id()));
    }
  }

  private boolean wantsJson() {
    return request.responseFormat() instanceof ResponseFormat.JsonObject
        || request.responseFormat() instanceof ResponseFormat.JsonSchema;
  }

  /** Tools that may not be called are left out where the model would refuse them beside JSON. */
  private Tooling tooling() {
    boolean forbidden = request.tooling().choice() instanceof ToolChoice.None;
    return forbidden && wantsJson() && !model.has(Trait.JSON_WITH_TOOLS)
        ? Tooling.NONE
        : request.tooling();
  }

  private void writeServiceTier(ObjectNode body) {
    switch (request.serviceTier()) {
      case "flex" -> body.put("serviceTier", "flex");
      case "priority", "fast" -> body.put("serviceTier", "priority");
      case "default" -> body.put("serviceTier", "standard");
      case null -> {}
      case "auto" -> {}
      default -> dropped.add("service_tier");
    }
  }

  private void noteDropped() {
    dropped.addIfSet("verbosity", request.verbosity());
    dropped.addIfSet("audio", request.audio());
    dropped.addIfSet("user", request.user());
    dropped.addIfSet("safety_identifier", request.safetyIdentifier());
    dropped.addIfSet("prompt_cache_key", request.promptCacheKey());
    dropped.addIfSet("store", Boolean.TRUE.equals(request.store()) ? true : null);
    dropped.addIfSet("metadata", request.metadata().isEmpty() ? null : request.metadata());
    request.streaming().extras().keySet().forEach(name -> dropped.add("stream_options." + name));
  }
}
