package io.cameleer.provider.anthropic;

import io.cameleer.provider.DroppedParameters;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fields of nested objects that the canonical model does not name. */
final class Extras {

  private Extras() {}

  /**
   * Notes all that say something as left out, by their path, except marks of a cache breakpoint,
   * which are translated.
   */
  static void drop(Map<String, @Nullable Object> extras, String path, DroppedParameters dropped) {
    extras.forEach((name, value) -> {
      if (!CacheBreakpoints.isMark(name) && !saysNothing(value)) {
        dropped.add(path + "." + name);
      }
    });
  }

  /** Clients send answers back as they got them, with fields that are null or empty lists. */
  private static boolean saysNothing(@Nullable Object value) {
    return value == null || (value instanceof Collection<?> list && list.isEmpty());
  }
}
