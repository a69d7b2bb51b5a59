package io.cameleer.provider.anthropic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.catalog.Model;
import io.cameleer.catalog.Trait;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.Sampling;
import io.cameleer.provider.DroppedParameters;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Writes what stands beside the conversation: sampling, stop texts, labels. Names everything
 * Anthropic has not.
 */
final class SettingsWriter {

  private static final double WARMEST = 1.0;
  private static final double LEAST_TOP_P_WHILE_THINKING = 0.95;

  private final ChatRequest request;
  private final Model model;
  private final DroppedParameters dropped;

  SettingsWriter(ChatRequest request, Model model, DroppedParameters dropped) {
    this.request = request;
    this.model = model;
    this.dropped = dropped;
  }

  /**
   * Writes the fields.
   *
   * @param thinks whether the request asks for thinking, which narrows what sampling may be
   */
  void write(ObjectNode body, boolean thinks) {
    writeSampling(body, thinks);
    writeStop(body);
    writeUser(body);
    writeServiceTier(body);
    dropSampling(request.sampling());
    dropLabels();
    Extras.drop(request.streaming().extras(), "stream_options", dropped);
    dropped.addAll(request.extras().keySet());
  }

  /** Of temperature and top_p the API takes one: the temperature, where the client set both. */
  private void writeSampling(ObjectNode body, boolean thinks) {
    Sampling sampling = request.sampling();
    Double temperature = sampling.temperature();
    if (temperature != null && model.has(Trait.SAMPLING) && !(thinks && temperature != WARMEST)) {
      body.put("temperature", Math.min(temperature, WARMEST));
    } else {
      dropped.addIfSet("temperature", temperature);
    }
    Double topP = sampling.topP();
    boolean takesTopP = model.has(Trait.SAMPLING) && !body.has("temperature");
    if (topP != null && takesTopP && !(thinks && topP < LEAST_TOP_P_WHILE_THINKING)) {
      body.put("top_p", topP);
    } else {
      dropped.addIfSet("top_p", topP);
    }
    if (sampling.topK() != null && model.has(Trait.SAMPLING) && !thinks) {
      body.put("top_k", sampling.topK());
    } else {
      dropped.addIfSet("top_k", sampling.topK());
    }
  }

  /** Stop texts of nothing but white space are refused. */
  private void writeStop(ObjectNode body) {
    List<String> stop = request.sampling().stop().stream().filter(text -> !text.isBlank()).toList();
    if (stop.size() < request.sampling().stop().size()) {
      dropped.add("stop");
    }
    if (!stop.isEmpty()) {
      ArrayNode sequences = body.putArray("stop_sequences");
      stop.forEach(sequences::add);
    }
  }

  /** Anthropic wants an opaque id here, so that nobody's name or e-mail address gets there. */
  private void writeUser(ObjectNode body) {
    String user = request.safetyIdentifier();
    if (user == null) {
      user = request.user();
    }
    if (user != null && !user.isEmpty()) {
      body.putObject("metadata").put("user_id", sha256(user));
    }
  }

  static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java runtime has SHA-256", impossible);
    }
  }

  /**
   * There are two tiers; a cheaper or faster one that OpenAI has is answered with the usual one.
   */
  private void writeServiceTier(ObjectNode body) {
    String tier = request.serviceTier();
    switch (tier) {
      case null -> {}
      case "standard", "standard_only" -> body.put("service_tier", "standard_only");
      case "auto", "default", "priority" -> body.put("service_tier", "auto");
      default -> {
        body.put("service_tier", "auto");
        dropped.add("service_tier");
      }
    }
  }

  private void dropSampling(Sampling sampling) {
    dropped.addIfSet("frequency_penalty", sampling.frequencyPenalty());
    dropped.addIfSet("presence_penalty", sampling.presencePenalty());
    dropped.addIfSet("seed", sampling.seed());
    dropped.addIfSet("logit_bias", sampling.logitBias().isEmpty() ? null : sampling.logitBias());
    dropped.addIfSet("logprobs", Boolean.TRUE.equals(sampling.logprobs()) ? true : null);
    dropped.addIfSet("top_logprobs", sampling.topLogprobs());
  }

  private void dropLabels() {
    dropped.addIfSet("verbosity", request.verbosity());
    dropped.addIfSet("audio", request.audio());
    dropped.addIfSet("prompt_cache_key", request.promptCacheKey());
    dropped.addIfSet("store", Boolean.TRUE.equals(request.store()) ? true : null);
    dropped.addIfSet("metadata", request.metadata().isEmpty() ? null : request.metadata());
  }
}
