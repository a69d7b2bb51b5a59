package io.cameleer.chat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fields that arrive in pieces: lists grow, objects are merged field by field, and of everything
 * else the last value other than null counts. Used by one thread.
 */
final class MergedFields {

  private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

  /** Takes further fields; they are copied as far as they may grow. */
  void add(Map<?, ? extends @Nullable Object> more) {
    more.forEach((name, value) -> add(String.valueOf(name), value));
  }

  private void add(String name, @Nullable Object value) {
    Object present = fields.get(name);
    if (value instanceof List<?> list) {
      if (present instanceof Growing growing) {
        growing.elements.addAll(list);
      } else {
        fields.put(name, new Growing(new ArrayList<>(list)));
      }
    } else if (value instanceof Map<?, ?> map) {
      if (!(present instanceof MergedFields)) {
        present = new MergedFields();
        fields.put(name, present);
      }
      ((MergedFields) present).add(map);
    } else if (value != null || present == null) {
      fields.put(name, value);
    }
  }

  /** The fields so far, as plain values that do not change any more. */
  Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    fields.forEach((name, value) -> map.put(name, plain(value)));
    return Collections.unmodifiableMap(map);
  }

  private static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case Growing(List<@Nullable Object> elements) ->
          Collections.unmodifiableList(new ArrayList<>(elements));
      case MergedFields nested -> nested.toMap();
      case null, default -> value;
    };
  }

  private record Growing(List<@Nullable Object> elements) {}
}
