package io.cameleer.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Gemini's thought signature as Google's own OpenAI-compatible endpoint carries it: {@code
 * extra_content.google.thought_signature} of a message, a delta or a tool call.
 */
final class ThoughtSignature {

  /** The field of a message or call that holds it. */
  static final String HOLDER = "extra_content";

  private static final String VENDOR = "google";
  private static final String FIELD = "thought_signature";

  private ThoughtSignature() {}

  /** Takes the signature from a message or call; other fields beside it stay extras. */
  static @Nullable String take(Fields holder) {
    JsonNode content = holder.peek(HOLDER);
    if (content == null || !content.path(VENDOR).path(FIELD).isTextual()) {
      return null;
    }
    return holder.requiredObject(HOLDER).requiredObject(VENDOR).string(FIELD);
  }

  /** Puts a signature into a message or call. */
  static void put(ObjectNode holder, String signature) {
    holder.withObjectProperty(HOLDER).withObjectProperty(VENDOR).put(FIELD, signature);
  }
}
