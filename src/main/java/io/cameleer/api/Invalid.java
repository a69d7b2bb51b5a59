package io.cameleer.api;

import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be wrong with a request, in the words and codes of OpenAI's API. All of them have status
 * 400.
 */
final class Invalid {

  private Invalid() {}

  /** A required field is missing or null. */
  static CallFailedException missing(String path) {
    return of("missing_required_parameter", path, "Missing required parameter: '" + path + "'.");
  }

  /**
   * A value of the wrong JSON type.
   *
   * @param path empty for the body itself
   * @param expected with its article, such as {@code a string}
   */
  static CallFailedException type(String path, String expected, @Nullable Object actual) {
    String what = path.isEmpty() ? "the request body" : "'" + path + "'";
    return of(
        "invalid_type",
        path.isEmpty() ? null : path,
        "Invalid type for " + what + ": expected " + expected + ", but got " + kind(actual) + ".");
  }

  /** A word that is none of those allowed. */
  static CallFailedException value(String path, String actual, List<String> supported) {
    return of(
        "invalid_value",
        path,
        "Invalid value for '%s': '%s'. Supported values are: '%s'."
            .formatted(path, shortened(actual), String.join("', '", supported)));
  }

  /** A value or combination that can't be, for a reason of its own. */
  static CallFailedException value(String path, String message) {
    return of("invalid_value", path, message);
  }

  /** An array that must not be empty. */
  static CallFailedException emptyArray(String path) {
    return of(
        "empty_array",
        path,
        "Invalid '" + path + "': empty array. Expected an array with at least one element.");
  }

  /** A string that must not be empty. */
  static CallFailedException emptyString(String path) {
    return of(
        "empty_string",
        path,
        "Invalid '" + path + "': empty string. Expected a string with at least one character.");
  }

  /**
   * A number that is too small.
   *
   * @param kind {@code integer} or {@code decimal}
   */
  static CallFailedException below(String path, String kind, Number minimum, Object actual) {
    return range(
        path, kind, "below_min", "below minimum value. Expected a value >= " + minimum, actual);
  }

  /**
   * A number that is too large.
   *
   * @param kind {@code integer} or {@code decimal}
   */
  static CallFailedException above(String path, String kind, Number maximum, Object actual) {
    return range(
        path, kind, "above_max", "above maximum value. Expected a value <= " + maximum, actual);
  }

  private static CallFailedException range(
      String path, String kind, String side, String expectation, Object actual) {
    return of(
        kind + "_" + side + "_value",
        path,
        "Invalid '%s': %s %s, but got %s."
            .formatted(path, kind, expectation, shortened(actual.toString())));
  }

  private static CallFailedException of(String code, @Nullable String path, String message) {
    return new CallFailedException(Failure.badRequest(code, path, message));
  }

  private static String kind(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case String text -> "a string";
      case Number number -> "a number";
      case Boolean truth -> "a boolean";
      case List<?> array -> "an array";
      default -> "an object";
    };
  }

  /** The text, cut where it is too long for a message. */
  static String shortened(String text) {
    int most = 40;
    return text.length() <= most ? text : text.substring(0, most) + "…";
  }
}
