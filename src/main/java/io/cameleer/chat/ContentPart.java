package io.cameleer.chat;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One typed part of a message's content, as OpenAI's chat format names them. Every part carries
 * {@code extras}: fields this model does not name, kept for providers of the OpenAI dialect.
 * Unknown fields of a nested object (such as {@code image_url}) are kept in {@code extras} below
 * that object's name.
 */
public sealed interface ContentPart {

  /** Fields of the part that this model does not name. */
  Map<String, @Nullable Object> extras();

  /**
   * Text.
   *
   * @param text the text, possibly empty
   */
  record Text(String text, Map<String, @Nullable Object> extras) implements ContentPart {
    /** A text part without further fields. */
    public static Text of(String text) {
      return new Text(text, Map.of());
    }
  }

  /**
   * An image.
   *
   * @param url an {@code https} URL or a {@code data:} URL
   * @param detail {@code auto}, {@code low}, {@code high} or {@code original}
   */
  record Image(String url, @Nullable String detail, Map<String, @Nullable Object> extras)
      implements ContentPart {}

  /**
   * Sound.
   *
   * @param data base64 bytes
   * @param format {@code wav} or {@code mp3}
   */
  record Audio(String data, String format, Map<String, @Nullable Object> extras)
      implements ContentPart {}

  /**
   * A document.
   *
   * @param fileId the id of a file the provider holds
   * @param filename the name shown to the model
   * @param fileData the document as a {@code data:} URL
   */
  record File(
      @Nullable String fileId,
      @Nullable String filename,
      @Nullable String fileData,
      Map<String, @Nullable Object> extras)
      implements ContentPart {}

  /**
   * An assistant's refusal.
   *
   * @param refusal the words of the refusal
   */
  record Refusal(String refusal, Map<String, @Nullable Object> extras) implements ContentPart {}

  /**
   * A part of a type this model does not know. Providers of the OpenAI dialect get it unchanged;
   * for all others the request is refused, since leaving it out would change the meaning.
   *
   * @param type the value of the part's {@code type}
   * @param extras every other field
   */
  record Other(String type, Map<String, @Nullable Object> extras) implements ContentPart {}
}
