package io.cameleer.provider.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a message or delta says. Content is a string at most providers; Mistral's reasoning models
 * give a list of parts, the reasoning among them. Reasoning stands in {@code reasoning_content}
 * (DeepSeek, Qwen, older vLLM), in {@code reasoning} (OpenRouter, Ollama, newer vLLM), or in such
 * parts.
 *
 * @param content the text, or null
 * @param reasoning the reasoning, never empty, or null
 * @param extras unknown fields; parts that are neither text nor reasoning as {@code content_parts}
 */
record AnswerText(
    @Nullable String content, @Nullable String reasoning, Map<String, @Nullable Object> extras) {

  static final AnswerText NONE = new AnswerText(null, null, Map.of());

  private static final Set<String> KNOWN =
      Set.of("role", "content", "refusal", "reasoning_content", "reasoning", "tool_calls");

  static AnswerText read(ObjectNode message) {
    String reasoning = text(message, "reasoning_content");
    if (reasoning == null) {
      reasoning = text(message, "reasoning");
    }
    Map<String, @Nullable Object> extras = Extras.beyond(message, KNOWN);
    JsonNode content = message.get("content");
    if (content == null || !content.isArray()) {
      return new AnswerText(Json.string(message, "content"), reasoning, extras);
    }
    return parts(content, reasoning, extras);
  }

  private static AnswerText parts(
      JsonNode parts, @Nullable String reasoning, Map<String, @Nullable Object> extras) {
    StringBuilder content = new StringBuilder();
    StringBuilder thinking = new StringBuilder(reasoning == null ? "" : reasoning);
    List<@Nullable Object> others = new ArrayList<>();
    for (JsonNode part : parts) {
      if (part.path("type").asText().equals("thinking")) {
        append(thinking, part.path("thinking"));
      } else if (part.isTextual() || part.path("text").isTextual()) {
        append(content, part);
      } else {
        others.add(Json.value(part));
      }
    }
    Map<String, @Nullable Object> all = extras;
    if (!others.isEmpty()) {
      all = new LinkedHashMap<>(extras);
      all.put("content_parts", others);
    }
    return new AnswerText(emptyToNull(content), emptyToNull(thinking), all);
  }

  /** Text given as a string, as an object with {@code text}, or as a list of either. */
  private static void append(StringBuilder target, JsonNode node) {
    if (node.isTextual()) {
      target.append(node.textValue());
    } else if (node.isArray()) {
      node.forEach(element -> append(target, element));
    } else {
      target.append(node.path("text").asText(""));
    }
  }

  private static @Nullable String emptyToNull(StringBuilder text) {
    return text.isEmpty() ? null : text.toString();
  }

  private static @Nullable String text(ObjectNode message, String field) {
    String text = Json.string(message, field);
    return text == null || text.isEmpty() ? null : text;
  }
}
