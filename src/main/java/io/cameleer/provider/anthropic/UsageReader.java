package io.cameleer.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.chat.Usage;
import io.cameleer.json.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads Anthropic's usage, whose {@code input_tokens} do not include cached tokens, into OpenAI's
 * sense.
 */
final class UsageReader {

  private static final String SERVER_TOOLS = "server_tool_use";

  private UsageReader() {}

  /** The usage; null where no token count is given. */
  static @Nullable Usage read(JsonNode usage) {
    Long input = Json.number(usage, "input_tokens");
    Long output = Json.number(usage, "output_tokens");
    if (input == null && output == null) {
      return null;
    }
    Long cached = Json.number(usage, "cache_read_input_tokens");
    Long written = Json.number(usage, "cache_creation_input_tokens");
    long prompt = orZero(input) + orZero(cached) + orZero(written);
    long completion = orZero(output);
    return new Usage(
        prompt,
        completion,
        prompt + completion,
        cached,
        written,
        Json.number(usage.path("output_tokens_details"), "thinking_tokens"),
        serverTools(usage));
  }

  /** What Anthropic's own tools did, such as web searches: they are billed beside the tokens. */
  private static Map<String, @Nullable Object> serverTools(JsonNode usage) {
    JsonNode tools = usage.path(SERVER_TOOLS);
    if (!tools.isObject()) {
      return Map.of();
    }
    return Map.of(SERVER_TOOLS, Json.fields(tools));
  }

  private static long orZero(@Nullable Long number) {
    return number == null ? 0 : number;
  }
}
