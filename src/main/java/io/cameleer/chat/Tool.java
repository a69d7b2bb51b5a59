package io.cameleer.chat;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A tool the model may call. */
public sealed interface Tool {

  /** Fields of the tool that this model does not name. */
  Map<String, @Nullable Object> extras();

  /**
   * A function.
   *
   * @param parameters JSON schema of the arguments, or null for none
   * @param strict whether arguments must match the schema; null where the client did not say
   */
  record Function(
      String name,
      @Nullable String description,
      @Nullable Map<String, @Nullable Object> parameters,
      @Nullable Boolean strict,
      Map<String, @Nullable Object> extras)
      implements Tool {}

  /**
   * A tool that takes free text.
   *
   * @param format {@code {"type":"text"}} or a grammar, or null
   */
  record Custom(
      String name,
      @Nullable String description,
      @Nullable Map<String, @Nullable Object> format,
      Map<String, @Nullable Object> extras)
      implements Tool {}

  /**
   * A tool of a type this model does not know, such as a provider's own web search.
   *
   * @param type the value of the tool's {@code type}
   * @param extras every other field
   */
  record Other(String type, Map<String, @Nullable Object> extras) implements Tool {}
}
