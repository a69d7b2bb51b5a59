package io.cameleer.api;

import io.cameleer.json.FieldWriter;
import java.io.IOException;
import java.util.Map;
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
    boolean present =
        holder.peek(HOLDER) instanceof Map<?, ?> content
            && content.get(VENDOR) instanceof Map<?, ?> vendor
            && vendor.get(FIELD) instanceof String;
    return present ? holder.requiredObject(HOLDER).requiredObject(VENDOR).string(FIELD) : null;
  }

  /** Writes a signature into a message or call. */
  static void write(FieldWriter holder, String signature) throws IOException {
    FieldWriter content = holder.object(HOLDER);
    content.object(VENDOR).put(FIELD, signature).end();
    content.end();
  }
}
