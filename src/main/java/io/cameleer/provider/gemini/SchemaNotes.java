package io.cameleer.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.json.Json;
import org.jspecify.annotations.Nullable;

/** What a schema can't say in Gemini's keywords, said in its description, which the model reads. */
final class SchemaNotes {

  private static final String DESCRIPTION = "description";
  private static final int MAX_VALUE_LENGTH = 200;

  private SchemaNotes() {}

  /** Adds a note to a schema's description. */
  static void append(ObjectNode schema, String note) {
    String description = Json.string(schema, DESCRIPTION);
    schema.put(DESCRIPTION, join(description, note));
  }

  /** A keyword's value as short text. */
  static String shortText(JsonNode value) {
    String text = Json.text(value);
    return text.length() <= MAX_VALUE_LENGTH ? text : text.substring(0, MAX_VALUE_LENGTH) + "…";
  }

  private static String join(@Nullable String description, String note) {
    return description == null || description.isEmpty() ? note : description + "; " + note;
  }
}
