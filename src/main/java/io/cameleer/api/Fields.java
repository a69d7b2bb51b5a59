package io.cameleer.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object while it is read. Knows where in the request the object stands, for
 * error messages, and which fields have been taken; what is left over are the extras. A field that
 * is null counts as missing, but as taken. Every field is to be taken at most once. Not
 * thread-safe.
 */
final class Fields {

  private static final int NO_INDEX = -1;

  private final @Nullable Fields parent;
  private final String name;
  private final int index;
  private final JsonNode object;
  private final String[] taken;
  private int takenCount;
  private @Nullable List<Fields> nested;
  private boolean extrasPlaced;

  private Fields(@Nullable Fields parent, String name, int index, JsonNode object) {
    this.parent = parent;
    this.name = name;
    this.index = index;
    this.object = object;
    this.taken = new String[object.size()];
  }

  /** The fields of a request body, which must be an object. */
  static Fields of(JsonNode body) {
    if (!body.isObject()) {
      throw Invalid.type("", "an object", body);
    }
    return new Fields(null, "", NO_INDEX, body);
  }

  /** Where a field of this object stands in the request, such as {@code messages[0].role}. */
  String path(String field) {
    return parent == null ? field : path() + "." + field;
  }

  /** Where this object stands in the request; empty for the body itself. */
  String path() {
    if (parent == null) {
      return "";
    }
    return index == NO_INDEX ? parent.path(name) : parent.path(name) + "[" + index + "]";
  }

  /** A field as it is, without taking it. */
  @Nullable JsonNode peek(String field) {
    return object.get(field);
  }

  /** Takes a field of any type. */
  @Nullable JsonNode take(String field) {
    JsonNode value = object.get(field);
    if (value == null) {
      return null;
    }
    taken[takenCount++] = field;
    return value.isNull() ? null : value;
  }

  /** Takes a string. */
  @Nullable String string(String field) {
    JsonNode value = take(field);
    if (value == null) {
      return null;
    }
    if (!value.isTextual()) {
      throw Invalid.type(path(field), "a string", value);
    }
    return value.textValue();
  }

  /** Takes a string if it is one; leaves a value of another type among the extras. */
  @Nullable String stringIfAny(String field) {
    JsonNode value = object.get(field);
    return value != null && value.isTextual() ? string(field) : null;
  }

  /** Takes a string that must be there, possibly empty. */
  String requiredString(String field) {
    String value = string(field);
    if (value == null) {
      throw Invalid.missing(path(field));
    }
    return value;
  }

  /** Takes a string that must be there and not empty. */
  String requiredName(String field) {
    String value = requiredString(field);
    if (value.isEmpty()) {
      throw Invalid.emptyString(path(field));
    }
    return value;
  }

  /** Takes a boolean. */
  @Nullable Boolean bool(String field) {
    JsonNode value = take(field);
    if (value == null) {
      return null;
    }
    if (!value.isBoolean()) {
      throw Invalid.type(path(field), "a boolean", value);
    }
    return value.booleanValue();
  }

  /** Takes an integer within bounds, both included. */
  @Nullable Integer integer(String field, int minimum, int maximum) {
    JsonNode value = take(field);
    if (value == null) {
      return null;
    }
    return Math.toIntExact(Numbers.integer(this, field, value, minimum, maximum));
  }

  /** Takes an integer of any size that a long can hold. */
  @Nullable Long integer(String field) {
    JsonNode value = take(field);
    if (value == null) {
      return null;
    }
    return Numbers.integer(this, field, value, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /** Takes a number within bounds, both included. */
  @Nullable Double decimal(String field, int minimum, int maximum) {
    JsonNode value = take(field);
    if (value == null) {
      return null;
    }
    return Numbers.decimal(this, field, value, minimum, maximum);
  }

  /** Takes an object as plain Java values. */
  @Nullable Map<String, @Nullable Object> map(String field) {
    JsonNode value = takeObject(field);
    return value == null ? null : Json.fields(value);
  }

  /** Takes an object as plain Java values; empty where it is missing. */
  Map<String, @Nullable Object> mapOrEmpty(String field) {
    Map<String, @Nullable Object> map = map(field);
    if (map == null) {
      return Map.of();
    }
    return map;
  }

  /** Takes an array of strings; empty where it is missing. */
  List<String> strings(String field) {
    JsonNode array = takeArray(field);
    return array == null ? List.of() : strings(field, array);
  }

  /** The elements of a field already taken, which must all be strings. */
  List<String> strings(String field, JsonNode array) {
    List<String> strings = new ArrayList<>(array.size());
    for (JsonNode element : array) {
      if (!element.isTextual()) {
        throw Invalid.type(path(field) + "[" + strings.size() + "]", "a string", element);
      }
      strings.add(element.textValue());
    }
    return strings;
  }

  /** Takes an array of objects, each read by a reader; empty where it is missing. */
  <T> List<T> list(String field, Function<Fields, T> reader) {
    JsonNode array = takeArray(field);
    return array == null ? List.of() : list(field, array, reader);
  }

  /** Takes an array of objects that must be there, each read by a reader. */
  <T> List<T> requiredList(String field, Function<Fields, T> reader) {
    JsonNode array = takeArray(field);
    if (array == null) {
      throw Invalid.missing(path(field));
    }
    return list(field, array, reader);
  }

  /** The elements of a field already taken, which must all be objects, each read by a reader. */
  <T> List<T> list(String field, JsonNode array, Function<Fields, T> reader) {
    List<T> list = new ArrayList<>(array.size());
    for (JsonNode element : array) {
      if (!element.isObject()) {
        throw Invalid.type(path(field) + "[" + list.size() + "]", "an object", element);
      }
      list.add(reader.apply(new Fields(this, field, list.size(), element)));
    }
    return list;
  }

  /**
   * Takes an object, to read its fields. Unless its {@link #extras()} are asked for, they become
   * this object's, below the field's name.
   */
  @Nullable Fields object(String field) {
    JsonNode value = takeObject(field);
    return value == null ? null : object(field, value);
  }

  /** The same for a field already taken that is known to be an object. */
  Fields object(String field, JsonNode value) {
    Fields fields = new Fields(this, field, NO_INDEX, value);
    if (nested == null) {
      nested = new ArrayList<>(1);
    }
    nested.add(fields);
    return fields;
  }

  /** Takes an object that must be there, to read its fields. */
  Fields requiredObject(String field) {
    Fields fields = object(field);
    if (fields == null) {
      throw Invalid.missing(path(field));
    }
    return fields;
  }

  /**
   * What nobody has taken: this object's own fields, and those of its nested objects. To be called
   * last, after all else has been read.
   */
  Map<String, @Nullable Object> extras() {
    extrasPlaced = true;
    Map<String, @Nullable Object> extras = leftovers();
    if (nested == null) {
      return extras;
    }
    for (Fields fields : nested) {
      if (!fields.extrasPlaced) {
        extras = with(extras, fields.name, fields.extras());
      }
    }
    return extras;
  }

  /** The {@link #extras()} below a name; empty where there are none. */
  Map<String, @Nullable Object> extrasBelow(String field) {
    return with(Map.of(), field, extras());
  }

  private static Map<String, @Nullable Object> with(
      Map<String, @Nullable Object> extras, String field, Map<String, @Nullable Object> inner) {
    if (inner.isEmpty()) {
      return extras;
    }
    Map<String, @Nullable Object> both = new LinkedHashMap<>(extras);
    both.put(field, inner);
    return both;
  }

  private Map<String, @Nullable Object> leftovers() {
    if (takenCount == taken.length) {
      return Map.of();
    }
    Map<String, @Nullable Object> leftovers = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (!isTaken(field.getKey())) {
        leftovers.put(field.getKey(), Json.value(field.getValue()));
      }
    }
    return leftovers;
  }

  private boolean isTaken(String field) {
    for (int i = 0; i < takenCount; i++) {
      if (taken[i].equals(field)) {
        return true;
      }
    }
    return false;
  }

  private @Nullable JsonNode takeObject(String field) {
    JsonNode value = take(field);
    if (value != null && !value.isObject()) {
      throw Invalid.type(path(field), "an object", value);
    }
    return value;
  }

  private @Nullable JsonNode takeArray(String field) {
    JsonNode value = take(field);
    if (value != null && !value.isArray()) {
      throw Invalid.type(path(field), "an array", value);
    }
    return value;
  }
}
