package io.cameleer.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Replaces unpaired surrogates by U+FFFD. JSON can express them ({@code "\ud83d"} alone, as when a
 * client cuts a text in the middle of an emoji), Unicode text can't, and strict providers refuse
 * the whole request for one.
 */
final class Surrogates {

  private static final char REPLACEMENT = '\uFFFD';

  private Surrogates() {}

  /** The values themselves where all their text is well formed, else a repaired copy. */
  static @Nullable Object repair(@Nullable Object value) {
    return isWellFormed(value) ? value : repaired(value);
  }

  private static boolean isWellFormed(@Nullable Object value) {
    return switch (value) {
      case String text -> unpaired(text, 0) < 0;
      case Map<?, ?> object -> isWellFormed(object);
      case List<?> array -> isWellFormed(array);
      case null, default -> true;
    };
  }

  private static boolean isWellFormed(Map<?, ?> object) {
    for (Map.Entry<?, ?> field : object.entrySet()) {
      if (!isWellFormed(field.getKey()) || !isWellFormed(field.getValue())) {
        return false;
      }
    }
    return true;
  }

  private static boolean isWellFormed(List<?> array) {
    for (Object element : array) {
      if (!isWellFormed(element)) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Object repaired(@Nullable Object value) {
    return switch (value) {
      case String text -> repaired(text);
      case Map<?, ?> object -> {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        object.forEach((name, field) -> copy.put(repaired((String) name), repaired(field)));
        yield copy;
      }
      case List<?> array -> {
        List<@Nullable Object> copy = new ArrayList<>(array.size());
        array.forEach(element -> copy.add(repaired(element)));
        yield copy;
      }
      case null, default -> value;
    };
  }

  private static String repaired(String text) {
    int bad = unpaired(text, 0);
    if (bad < 0) {
      return text;
    }
    StringBuilder repaired = new StringBuilder(text);
    while (bad >= 0) {
      repaired.setCharAt(bad, REPLACEMENT);
      bad = unpaired(text, bad + 1);
    }
    return repaired.toString();
  }

  /** The place of the first unpaired surrogate from a place on, or -1. */
  private static int unpaired(String text, int from) {
    int place = surrogate(text, from);
    while (place >= 0 && startsPair(text, place)) {
      place = surrogate(text, place + 2);
    }
    return place;
  }

  private static boolean startsPair(String text, int place) {
    return place + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(place), text.charAt(place + 1));
  }

  /** Looks at every character of every request, hence kept so plain. */
  private static int surrogate(String text, int from) {
    int length = text.length();
    for (int i = from; i < length; i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return i;
      }
    }
    return -1;
  }
}
