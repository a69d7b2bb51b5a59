package io.cameleer.api;

import io.cameleer.chat.ResponseFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code response_format}. */
final class ResponseFormatReader {

  private static final List<String> TYPES = List.of("text", "json_object", "json_schema");

  /** Takes the format from a request; null where the client named none. */
  @Nullable ResponseFormat read(Fields request) {
    Fields format = request.object("response_format");
    if (format == null) {
      return null;
    }
    String type = format.requiredString("type");
    return switch (type) {
      case "text" -> new ResponseFormat.Text();
      case "json_object" -> new ResponseFormat.JsonObject();
      case "json_schema" -> jsonSchema(format);
      default -> throw Invalid.value(format.path("type"), type, TYPES);
    };
  }

  private static ResponseFormat jsonSchema(Fields format) {
    Fields schema = format.requiredObject("json_schema");
    String name = schema.requiredName("name");
    String description = schema.string("description");
    Map<String, @Nullable Object> definition = schema.mapOrEmpty("schema");
    Boolean strict = schema.bool("strict");
    return new ResponseFormat.JsonSchema(name, description, definition, strict, format.extras());
  }
}
