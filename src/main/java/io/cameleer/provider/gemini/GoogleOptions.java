package io.cameleer.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.json.Json;
import io.cameleer.provider.DroppedParameters;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What clients of Google's own OpenAI-compatible endpoint write below {@code google}, at the top of
 * the request or in a literal {@code extra_body}.
 *
 * @param thinkingConfig in place of what {@code reasoning_effort} would give
 * @param cachedContent the name of a cached context
 * @param safetySettings thresholds of the content policy
 */
record GoogleOptions(
    @Nullable ObjectNode thinkingConfig,
    @Nullable JsonNode cachedContent,
    @Nullable JsonNode safetySettings) {

  private static final String GOOGLE = "google";
  private static final String EXTRA_BODY = "extra_body";

  /**
   * Reads them from the fields the canonical request does not name, and notes all others as left
   * out.
   */
  static GoogleOptions read(Map<String, @Nullable Object> extras, DroppedParameters dropped) {
    ObjectNode options = Json.object();
    extras.forEach((name, value) -> {
      JsonNode node = Json.node(value);
      if (name.equals(GOOGLE) && node.isObject()) {
        take(node, GOOGLE, options, dropped);
      } else if (name.equals(EXTRA_BODY) && node.isObject()) {
        takeFromExtraBody(node, options, dropped);
      } else {
        dropped.add(name);
      }
    });
    return new GoogleOptions(
        options.get("thinking_config") instanceof ObjectNode config ? camelCase(config) : null,
        options.get("cached_content"),
        options.get("safety_settings"));
  }

  private static void takeFromExtraBody(
      JsonNode extraBody, ObjectNode options, DroppedParameters dropped) {
    for (Map.Entry<String, JsonNode> field : extraBody.properties()) {
      String path = EXTRA_BODY + "." + field.getKey();
      if (field.getKey().equals(GOOGLE) && field.getValue().isObject()) {
        take(field.getValue(), path, options, dropped);
      } else {
        dropped.add(path);
      }
    }
  }

  private static void take(
      JsonNode google, String path, ObjectNode options, DroppedParameters dropped) {
    for (Map.Entry<String, JsonNode> field : google.properties()) {
      JsonNode value = field.getValue();
      boolean known =
          switch (field.getKey()) {
            case "thinking_config" -> value.isObject();
            case "cached_content" -> value.isTextual();
            case "safety_settings" -> value.isArray();
            default -> false;
          };
      if (known) {
        options.set(field.getKey(), value);
      } else {
        dropped.add(path + "." + field.getKey());
      }
    }
  }

  private static ObjectNode camelCase(ObjectNode config) {
    ObjectNode renamed = Json.object();
    config.properties().forEach(field -> renamed.set(camelCase(field.getKey()), field.getValue()));
    return renamed;
  }

  private static String camelCase(String snakeCase) {
    StringBuilder name = new StringBuilder(snakeCase.length());
    boolean upper = false;
    for (int i = 0; i < snakeCase.length(); i++) {
      char c = snakeCase.charAt(i);
      if (c == '_') {
        upper = true;
      } else {
        name.append(upper ? Character.toUpperCase(c) : c);
        upper = false;
      }
    }
    return name.toString();
  }
}
