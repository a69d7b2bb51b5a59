package io.cameleer.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object while it is read. Knows where in the request the object stands, for
 * error messages. What is taken is gone from the object, and what is left over are the extras. A
 * field that is null counts as missing, but as taken. Not thread-safe.
 */
final class Fields {

  private static final int NO_INDEX = -1;
  private static final String AN_OBJECT = "an object";

  private final @Nullable Fields parent;
  private final String name;
  private final int index;
  private final Map<String, @Nullable Object> object;
  private @Nullable List<Fields> nested;
  private boolean extrasPlaced;

  private Fields(
      @Nullable Fields parent, String name, int index, Map<String, @Nullable Object> object) {
    this.parent = parent;
    this.name = name;
    this.index = index;
    this.object = object;
  }

  /**
   * The fields of a request body, which must be an object.
   *
   * @param body plain Java values as {@link io.cameleer.json.PlainValues#read} gives them, which
   *     are used up
   */
  static Fields of(@Nullable Object body) {
    Map<String, @Nullable Object> object = objectOrNull(body);
    if (object == null) {
      throw Invalid.type("", AN_OBJECT, body);
    }
    return new Fields(null, "", NO_INDEX, object);
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

  /** Whether there is such a field, be it null. */
  boolean has(String field) {
    return object.containsKey(field);
  }

  /** A field as it is, without taking it. */
  @Nullable Object peek(String field) {
    return object.get(field);
  }

  /** Takes a field of any type. */
  @Nullable Object take(String field) {
    return object.remove(field);
  }

  /** Takes a string. */
  @Nullable String string(String field) {
    return switch (take(field)) {
      case null -> null;
      case String text -> text;
      case Object other -> throw Invalid.type(path(field), "a string", other);
    };
  }

  /** Takes a string if it is one; leaves a value of another type among the extras. */
  @Nullable String stringIfAny(String field) {
    return peek(field) instanceof String ? string(field) : null;
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
    return switch (take(field)) {
      case null -> null;
      case Boolean truth -> truth;
      case Object other -> throw Invalid.type(path(field), "a boolean", other);
    };
  }

  /** Takes an integer within bounds, both included. */
  @Nullable Integer integer(String field, int minimum, int maximum) {
    Object value = take(field);
    if (value == null) {
      return null;
    }
    return Math.toIntExact(Numbers.integer(this, field, value, minimum, maximum));
  }

  /** Takes an integer of any size that a long can hold. */
  @Nullable Long integer(String field) {
    Object value = take(field);
    if (value == null) {
      return null;
    }
    return Numbers.integer(this, field, value, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /** Takes a number within bounds, both included. */
  @Nullable Double decimal(String field, int minimum, int maximum) {
    Object value = take(field);
    if (value == null) {
      return null;
    }
    return Numbers.decimal(this, field, value, minimum, maximum);
  }

  /** Takes an object as plain Java values. */
  @Nullable Map<String, @Nullable Object> map(String field) {
    return takeObject(field, AN_OBJECT);
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
    List<?> array = takeArray(field);
    return array == null ? List.of() : strings(field, array);
  }

  /** The elements of a field already taken, which must all be strings. */
  List<String> strings(String field, List<?> array) {
    List<String> strings = new ArrayList<>(array.size());
    for (Object element : array) {
      if (!(element instanceof String text)) {
        throw Invalid.type(path(field) + "[" + strings.size() + "]", "a string", element);
      }
      strings.add(text);
    }
    return strings;
  }

  /** Takes an array of objects, each read by a reader; empty where it is missing. */
  <T> List<T> list(String field, Function<Fields, T> reader) {
    List<?> array = takeArray(field);
    return array == null ? List.of() : list(field, array, reader);
  }

  /** Takes an array of objects that must be there, each read by a reader. */
  <T> List<T> requiredList(String field, Function<Fields, T> reader) {
    List<?> array = takeArray(field);
    if (array == null) {
      throw Invalid.missing(path(field));
    }
    return list(field, array, reader);
  }

  /** The elements of a field already taken, which must all be objects, each read by a reader. */
  <T> List<T> list(String field, List<?> array, Function<Fields, T> reader) {
    List<T> list = new ArrayList<>(array.size());
    for (Object element : array) {
      Map<String, @Nullable Object> fields = objectOrNull(element);
      if (fields == null) {
        throw Invalid.type(path(field) + "[" + list.size() + "]", AN_OBJECT, element);
      }
      list.add(reader.apply(new Fields(this, field, list.size(), fields)));
    }
    return list;
  }

  /**
   * Takes an object, to read its fields. Unless its {@link #extras()} are asked for, they become
   * this object's, below the field's name.
   */
  @Nullable Fields object(String field) {
    return object(field, AN_OBJECT);
  }

  /**
   * The same where the field may be something else, too.
   *
   * @param expected all it may be, with articles
   */
  @Nullable Fields object(String field, String expected) {
    Map<String, @Nullable Object> value = takeObject(field, expected);
    if (value == null) {
      return null;
    }
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
    if (nested != null) {
      for (Fields fields : nested) {
        if (!fields.extrasPlaced) {
          object.putAll(fields.extrasBelow(fields.name));
        }
      }
    }
    if (object.isEmpty()) {
      return Map.of();
    }
    return object;
  }

  /** The {@link #extras()} below a name; empty where there are none. */
  Map<String, @Nullable Object> extrasBelow(String field) {
    Map<String, @Nullable Object> extras = extras();
    if (extras.isEmpty()) {
      return extras;
    }
    return Map.of(field, extras);
  }

  private @Nullable Map<String, @Nullable Object> takeObject(String field, String expected) {
    Object value = take(field);
    Map<String, @Nullable Object> taken = objectOrNull(value);
    if (value != null && taken == null) {
      throw Invalid.type(path(field), expected, value);
    }
    return taken;
  }

  private @Nullable List<?> takeArray(String field) {
    return switch (take(field)) {
      case null -> null;
      case List<?> array -> array;
      case Object other -> throw Invalid.type(path(field), "an array", other);
    };
  }

  @SuppressWarnings("unchecked") // names are strings in JSON
  private static @Nullable Map<String, @Nullable Object> objectOrNull(@Nullable Object value) {
    return value instanceof Map<?, ?> object ? (Map<String, @Nullable Object>) object : null;
  }
}
