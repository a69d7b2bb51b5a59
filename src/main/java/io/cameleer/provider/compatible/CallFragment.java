package io.cameleer.provider.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.json.Json;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tool call, or a piece of one, as a provider wrote it.
 *
 * @param index its place among the calls; null where the provider gave none
 * @param id the call's id; null where the provider gave none, an empty one, or the word {@code
 *     "null"}
 * @param custom whether it calls a custom tool
 * @param name the tool's name; null where missing or empty
 * @param arguments the arguments, or the input of a custom tool; null where missing
 */
record CallFragment(
    @Nullable Integer index,
    @Nullable String id,
    boolean custom,
    @Nullable String name,
    @Nullable String arguments,
    Map<String, @Nullable Object> extras) {

  private static final Set<String> KNOWN = Set.of("index", "id", "type", "function", "custom");

  static CallFragment read(JsonNode call) {
    boolean custom = call.path("custom").isObject();
    JsonNode inner = call.path(custom ? "custom" : "function");
    Long index = Json.number(call, "index");
    String id = nonEmpty(call, "id");
    return new CallFragment(
        index == null ? null : index.intValue(),
        "null".equals(id) ? null : id,
        custom,
        nonEmpty(inner, "name"),
        arguments(inner.get(custom ? "input" : "arguments")),
        Extras.beyond(call, KNOWN));
  }

  /** Arguments are JSON as text; Mistral and others give the object itself at times. */
  private static @Nullable String arguments(@Nullable JsonNode arguments) {
    if (arguments == null || arguments.isNull()) {
      return null;
    }
    return arguments.isTextual() ? arguments.textValue() : Json.text(arguments);
  }

  private static @Nullable String nonEmpty(JsonNode node, String field) {
    String text = Json.string(node, field);
    return text == null || text.isEmpty() ? null : text;
  }
}
