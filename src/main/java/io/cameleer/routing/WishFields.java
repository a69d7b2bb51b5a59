package io.cameleer.routing;

import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object, as plain Java values, in which a request says its wishes. A field
 * that is null counts as missing.
 *
 * @param path where the object stands in the request; empty for the request itself
 */
record WishFields(String path, Map<?, ? extends @Nullable Object> values) {

  private static final int MAX_NAMES = 64;
  private static final int MAX_QUOTED = 40;

  /** An array of texts that are not empty; empty where it is missing. */
  List<String> names(String field, String whatTheyAre) {
    List<String> names = new ArrayList<>();
    for (Object element : array(field)) {
      names.add(name(at(field, names.size()), whatTheyAre, element));
    }
    return names;
  }

  /** The elements of an array, whatever they are; none where it is missing. */
  Collection<?> array(String field) {
    Object value = values.get(field);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof Collection<?> array)) {
      throw type(at(field), "an array", value);
    }
    if (array.size() > MAX_NAMES) {
      throw invalid(
          "array_above_max_length",
          at(field),
          "Invalid '%s': array too long. Expected an array with at most %d elements, but got %d."
              .formatted(at(field), MAX_NAMES, array.size()));
    }
    return array;
  }

  /** An object. */
  @Nullable WishFields object(String field) {
    Object value = values.get(field);
    if (value == null) {
      return null;
    }
    if (!(value instanceof Map<?, ?> object)) {
      throw type(at(field), "an object", value);
    }
    return new WishFields(at(field), object);
  }

  /** A boolean; the default where it is missing. */
  boolean bool(String field, boolean otherwise) {
    Object value = values.get(field);
    if (value == null) {
      return otherwise;
    }
    if (!(value instanceof Boolean bool)) {
      throw type(at(field), "a boolean", value);
    }
    return bool;
  }

  /** One of the words that a map gives a meaning. */
  <T> @Nullable T word(String field, Map<String, T> meanings) {
    Object value = values.get(field);
    if (value == null) {
      return null;
    }
    if (!(value instanceof String word)) {
      throw type(at(field), "a string", value);
    }
    T meaning = meanings.get(word);
    if (meaning == null) {
      throw invalid(
          "invalid_value",
          at(field),
          "Invalid value for '%s': '%s'. Supported values are: '%s'."
              .formatted(
                  at(field),
                  shortened(word),
                  String.join("', '", meanings.keySet().stream().sorted().toList())));
    }
    return meaning;
  }

  /** A number that is not below 0. */
  @Nullable BigDecimal amount(String field) {
    Object value = values.get(field);
    if (value == null) {
      return null;
    }
    if (!(value instanceof Number number)) {
      throw type(at(field), "a number", value);
    }
    // A double is as exact as prices are, and no client can make arithmetic with it slow.
    double amount = number.doubleValue();
    if (!(amount >= 0 && amount <= Double.MAX_VALUE)) {
      throw invalid(
          "invalid_value",
          at(field),
          "Invalid value for '%s'. Expected a number of US dollars that is not below 0."
              .formatted(at(field)));
    }
    return BigDecimal.valueOf(amount);
  }

  /** Refuses what is none of the fields that are known here. */
  void refuseOthers(Set<String> known, String why) {
    values.forEach((name, value) -> {
      String field = String.valueOf(name);
      if (value != null && !known.contains(field)) {
        String where = at(shortened(field));
        throw invalid(
            "unknown_parameter",
            where,
            "Unknown parameter: '%s'. %s Supported are: '%s'."
                .formatted(where, why, String.join("', '", known.stream().sorted().toList())));
      }
    });
  }

  /** Where a field stands in the request. */
  String at(String field) {
    return path.isEmpty() ? field : path + "." + field;
  }

  /** Where an element of a field stands in the request. */
  String at(String field, int index) {
    return at(field) + "[" + index + "]";
  }

  /** A value that must be a text and not empty. */
  static String name(String where, String whatItIs, @Nullable Object value) {
    if (!(value instanceof String name)) {
      throw type(where, whatItIs, value);
    }
    if (name.isBlank()) {
      throw invalid(
          "empty_string",
          where,
          "Invalid '%s': empty string. Expected %s.".formatted(where, whatItIs));
    }
    return name;
  }

  static CallFailedException type(String where, String expected, @Nullable Object actual) {
    return invalid(
        "invalid_type",
        where,
        "Invalid type for '%s': expected %s, but got %s.".formatted(where, expected, kind(actual)));
  }

  static CallFailedException invalid(String code, String where, String message) {
    return new CallFailedException(Failure.badRequest(code, where, message));
  }

  private static String kind(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case String ignored -> "a string";
      case Number ignored -> "a number";
      case Boolean ignored -> "a boolean";
      case Collection<?> ignored -> "an array";
      default -> "an object";
    };
  }

  /** Never cuts a character in two: half of one is not fit for JSON. */
  private static String shortened(String text) {
    if (text.length() <= MAX_QUOTED) {
      return text;
    }
    boolean inMiddle = Character.isHighSurrogate(text.charAt(MAX_QUOTED - 1));
    return text.substring(0, inMiddle ? MAX_QUOTED - 1 : MAX_QUOTED) + "…";
  }
}
