package io.cameleer.provider.gemini;

import io.cameleer.catalog.Model;
import io.cameleer.catalog.Trait;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A model as the Gemini API sees it.
 *
 * @param model what the catalogue knows of it
 */
record GeminiModel(Model model) {

  private static final String PREFIX = "models/";

  /** The id without the prefix {@code models/} that the API's own listings put before it. */
  String id() {
    String id = model.id();
    return id.startsWith(PREFIX) ? id.substring(PREFIX.length()) : id;
  }

  /** The id as requests name it inside a body. */
  String resourceName() {
    return PREFIX + id();
  }

  /** The path of a method such as {@code generateContent}. */
  String path(String method) {
    String segment = URLEncoder.encode(id(), StandardCharsets.UTF_8).replace("+", "%20");
    return "/v1beta/models/" + segment + ":" + method;
  }

  /** Whether the model has this trait. */
  boolean has(Trait trait) {
    return model.has(trait);
  }

  /** The most tokens of an answer, or null where unknown. */
  @Nullable Integer maxOutputTokens() {
    return model.maxOutputTokens();
  }

  /**
   * Whether the model is of generation 3 or later, the same that take a thinking level: they give
   * function calls an id and a thought signature, and want both back.
   */
  boolean signsFunctionCalls() {
    return model.has(Trait.THINKING_LEVEL);
  }

  /** Whether the model takes a {@code systemInstruction}; the open Gemma models don't. */
  boolean takesSystemInstruction() {
    return model.has(Trait.SYSTEM_PROMPT);
  }
}
