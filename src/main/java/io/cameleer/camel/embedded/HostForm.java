package io.cameleer.camel.embedded;

import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.EmbeddingRequest;
import java.util.List;
import java.util.Map;
import org.apache.camel.Message;

/** The forms in which a host's routes write a request; they get the reply in the same one. */
enum HostForm {
  /** The canonical request and reply. */
  CANONICAL,
  /** OpenAI's JSON as a map. */
  MAP,
  /** OpenAI's JSON as text. */
  JSON,
  /** A text to answer or to embed: the answer is text, too, or a vector. */
  TEXT,
  /** Texts to embed: the answer is a list of vectors. */
  TEXTS;

  /**
   * The form of a message's body; whatever has none of the others becomes text, once and for all: a
   * stream can be read only once.
   */
  static HostForm of(Message message) {
    return switch (message.getBody()) {
      case ChatRequest chat -> CANONICAL;
      case EmbeddingRequest embeddings -> CANONICAL;
      case Map<?, ?> map -> MAP;
      case List<?> list -> TEXTS;
      case null, default -> {
        String text = message.getBody(String.class);
        String stripped = text == null ? "" : text.strip();
        message.setBody(stripped);
        yield stripped.startsWith("{") ? JSON : TEXT;
      }
    };
  }
}
