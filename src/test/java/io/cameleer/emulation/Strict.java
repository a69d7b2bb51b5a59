package io.cameleer.emulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads JSON as a provider that forgives nothing: what is not as expected is refused. */
final class Strict {

  private static final Pattern IMAGE_DATA_URL =
      Pattern.compile("data:(image/(?:png|jpeg|gif|webp));base64,[A-Za-z0-9+/]+={0,2}");

  private Strict() {}

  /** Refuses fields that are not among the known ones. */
  static void onlyFields(JsonNode object, Collection<String> known, String where) {
    if (!object.isObject()) {
      throw Refusal.invalid(where, "'" + where + "' must be an object.");
    }
    object
        .fieldNames()
        .forEachRemaining(field -> {
          if (!known.contains(field)) {
            throw Refusal.unknownField(where.isEmpty() ? field : where + "." + field);
          }
        });
  }

  /** Refuses fields that must not be there. */
  static void without(JsonNode object, Collection<String> forbidden, String reason) {
    object
        .fieldNames()
        .forEachRemaining(field -> {
          if (forbidden.contains(field)) {
            throw Refusal.unsupported(
                field, "Unsupported parameter: '" + field + "' is not supported " + reason + ".");
          }
        });
  }

  /** Refuses a field that only makes sense beside another one. */
  static void needs(JsonNode object, String field, String other) {
    if (object.has(field) && !object.has(other)) {
      throw Refusal.invalid(
          field, "'" + field + "' is only allowed when '" + other + "' is specified.");
    }
  }

  /** A string that must be there. */
  static String text(JsonNode object, String field, String where) {
    JsonNode value = object.path(field);
    if (!value.isTextual()) {
      throw Refusal.invalid(where + "." + field, "'" + where + "." + field + "' must be a string.");
    }
    return value.textValue();
  }

  /** A string that must be there and one of these. */
  static String oneOf(JsonNode object, String field, String where, Collection<String> known) {
    String value = text(object, field, where);
    if (!known.contains(value)) {
      throw Refusal.invalid(
          where + "." + field,
          "Invalid value: '%s'. Supported values are: %s.".formatted(value, known));
    }
    return value;
  }

  /** An object that must be there. */
  static ObjectNode object(JsonNode parent, String field, String where) {
    if (parent.path(field) instanceof ObjectNode object) {
      return object;
    }
    throw Refusal.invalid(where + "." + field, "'" + where + "." + field + "' must be an object.");
  }

  /** An array that must be there and hold something. */
  static ArrayNode items(JsonNode parent, String field, String where) {
    if (parent.path(field) instanceof ArrayNode array && !array.isEmpty()) {
      return array;
    }
    throw Refusal.invalid(
        where + "." + field, "'" + where + "." + field + "' must be a non-empty array.");
  }

  /** An array that may be missing, but not be empty. */
  static Iterable<JsonNode> optionalItems(JsonNode parent, String field, String where) {
    return parent.has(field) ? items(parent, field, where) : MissingNode.getInstance();
  }

  /** A positive whole number, where it is there. */
  static void positive(JsonNode object, String field) {
    JsonNode value = object.path(field);
    if (!value.isMissingNode() && (!value.isIntegralNumber() || value.longValue() < 1)) {
      throw Refusal.invalid(field, "'" + field + "' must be a positive integer.");
    }
  }

  /** The media type of an image given as a data URL, or {@code url} for one at an address. */
  static String imageType(String url, String where) {
    Matcher data = IMAGE_DATA_URL.matcher(url);
    if (data.matches()) {
      return data.group(1);
    }
    if (url.startsWith("https://")) {
      return "url";
    }
    throw Refusal.invalid(where, "'" + where + "' is no https address and no base64 image.");
  }

  /** Refuses a request whose header does not carry the key. */
  static void key(Map<String, String> headers, String header, String expected) {
    if (!expected.equals(headers.get(header))) {
      throw Refusal.unauthorized("Incorrect API key in header '" + header + "'.");
    }
  }
}
