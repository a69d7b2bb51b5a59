package io.cameleer.sandbox;

import com.fasterxml.jackson.databind.JsonNode;

/** A string of a schema's format and length. */
final class SchemaString {

  private static final int MAX_PADDING = 10_000;

  private SchemaString() {}

  /** A constant for strings with a format, else the text, cut or padded to the length asked for. */
  static String of(JsonNode schema, String text) {
    return switch (schema.path("format").asText()) {
      case "date-time" -> "2026-01-01T12:00:00Z";
      case "date" -> "2026-01-01";
      case "time" -> "12:00:00Z";
      case "duration" -> "PT1S";
      case "email" -> "sandbox@example.com";
      case "hostname" -> "example.com";
      case "ipv4" -> "192.0.2.1";
      case "ipv6" -> "2001:db8::1";
      case "uri" -> "https://example.com/";
      case "uuid" -> "00000000-0000-4000-8000-000000000000";
      default -> fitted(schema, text);
    };
  }

  /** Lengths of JSON strings count code points. */
  private static String fitted(JsonNode schema, String text) {
    int length = text.codePointCount(0, text.length());
    int most = Math.max(0, schema.path("maxLength").asInt(Integer.MAX_VALUE));
    if (length > most) {
      return text.substring(0, text.offsetByCodePoints(0, most));
    }
    int least = Math.min(schema.path("minLength").asInt(), MAX_PADDING);
    return length < least ? text + ".".repeat(least - length) : text;
  }
}
