package io.cameleer.chat;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The form an answer must have. */
public sealed interface ResponseFormat {

  /** Free text. */
  record Text() implements ResponseFormat {}

  /** Any JSON object. */
  record JsonObject() implements ResponseFormat {}

  /**
   * JSON that matches a schema.
   *
   * @param name the schema's name
   * @param schema the JSON schema; empty where the client gave none
   * @param strict whether the provider must enforce it; null where the client did not say
   */
  record JsonSchema(
      String name,
      @Nullable String description,
      Map<String, @Nullable Object> schema,
      @Nullable Boolean strict,
      Map<String, @Nullable Object> extras)
      implements ResponseFormat {}
}
