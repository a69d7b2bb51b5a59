package io.cameleer.provider.compatible;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP status that an error inside a 200 would have had, by the words it uses for its type and
 * code.
 */
final class StatusWords {

  private static final Map<String, Integer> STATUSES =
      Map.ofEntries(
          Map.entry("invalid_request_error", 400),
          Map.entry("badrequesterror", 400),
          Map.entry("context_length_exceeded", 400),
          Map.entry("authentication_error", 401),
          Map.entry("invalid_api_key", 401),
          Map.entry("permission_error", 403),
          Map.entry("not_found_error", 404),
          Map.entry("notfounderror", 404),
          Map.entry("model_not_found", 404),
          Map.entry("rate_limit_error", 429),
          Map.entry("rate_limit_exceeded", 429),
          Map.entry("insufficient_quota", 429),
          Map.entry("requests", 429),
          Map.entry("tokens", 429),
          Map.entry("service_unavailable_error", 503),
          Map.entry("server_is_overloaded", 503),
          Map.entry("overloaded_error", 503));

  private StatusWords() {}

  /** The status, or 0 where the words are not known. */
  static int statusOf(@Nullable String type, @Nullable String code) {
    return Stream.of(code == null ? "" : code, type == null ? "" : type)
        .map(word -> STATUSES.getOrDefault(word.toLowerCase(Locale.ROOT), 0))
        .filter(status -> status != 0)
        .findFirst()
        .orElse(0);
  }
}
