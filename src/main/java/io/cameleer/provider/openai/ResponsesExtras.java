package io.cameleer.provider.openai;

import io.cameleer.provider.DroppedParameters;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fields of nested objects that a chat request carries and the Responses API has no place for. */
final class ResponsesExtras {

  private ResponsesExtras() {}

  /** Notes all fields as left out, each by its path below {@code path}. */
  static void drop(Map<String, @Nullable Object> extras, String path, DroppedParameters dropped) {
    drop(extras, path, dropped, Set.of());
  }

  /**
   * Notes all fields but some as left out, each by its path below {@code path}.
   *
   * @param kept names of fields that were not left out, at any depth
   */
  static void drop(
      Map<?, ? extends @Nullable Object> extras,
      String path,
      DroppedParameters dropped,
      Set<String> kept) {
    extras.forEach((name, value) -> {
      String fieldPath = path + "." + name;
      if (kept.contains(String.valueOf(name))) {
        return;
      }
      if (value instanceof Map<?, ?> nested && !nested.isEmpty()) {
        drop(nested, fieldPath, dropped, kept);
      } else {
        dropped.add(fieldPath);
      }
    });
  }
}
