package io.cameleer.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code logprobsResult}. */
final class GeminiLogprobs {

  private GeminiLogprobs() {}

  /** A candidate's log probabilities as OpenAI's {@code logprobs}, or null where it has none. */
  static @Nullable Map<String, @Nullable Object> read(JsonNode candidate) {
    JsonNode result = candidate.path("logprobsResult");
    JsonNode chosen = result.path("chosenCandidates");
    if (!chosen.isArray() || chosen.isEmpty()) {
      return null;
    }
    List<@Nullable Object> content = new ArrayList<>(chosen.size());
    for (int i = 0; i < chosen.size(); i++) {
      Map<String, @Nullable Object> token = token(chosen.get(i));
      List<@Nullable Object> top = new ArrayList<>();
      for (JsonNode other : result.path("topCandidates").path(i).path("candidates")) {
        top.add(token(other));
      }
      token.put("top_logprobs", top);
      content.add(token);
    }
    Map<String, @Nullable Object> logprobs = new LinkedHashMap<>();
    logprobs.put("content", content);
    logprobs.put("refusal", null);
    return logprobs;
  }

  private static Map<String, @Nullable Object> token(JsonNode candidate) {
    String text = candidate.path("token").asText();
    List<@Nullable Object> bytes = new ArrayList<>();
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      bytes.add(Byte.toUnsignedInt(each));
    }
    Map<String, @Nullable Object> token = new LinkedHashMap<>();
    token.put("token", text);
    token.put("logprob", Json.value(candidate.path("logProbability")));
    token.put("bytes", bytes);
    return token;
  }
}
