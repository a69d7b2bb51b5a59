package io.cameleer.provider.anthropic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.chat.CallFailedException;
import io.cameleer.json.Json;
import io.cameleer.provider.Failures;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What has to be known of a request to read its answer.
 *
 * @param model the model asked, for answers that name none
 * @param customTools the names of the tools whose input is one free text, sent as {@code {"input":
 *     …}}
 * @param clock for the time of the answer
 */
record AnswerContext(String model, Set<String> customTools, Clock clock) {

  /** Seconds since 1970. */
  long now() {
    return clock.instant().getEpochSecond();
  }

  /** The model the answer names, else the one asked. */
  String modelOf(JsonNode message) {
    String named = Json.string(message, "model");
    return named == null ? model : named;
  }

  /**
   * A custom tool's free text, from the arguments the model wrote; the arguments themselves where
   * it is not in there.
   */
  static String customInput(String arguments) {
    try {
      String input = Json.string(Json.read(arguments), RequestTools.CUSTOM_INPUT);
      return input == null ? arguments : input;
    } catch (JsonProcessingException cutOff) {
      return arguments;
    }
  }

  /** OpenAI's word for the tier that served a call, or null. */
  static @Nullable String serviceTier(JsonNode usage) {
    String tier = Json.string(usage, "service_tier");
    return switch (tier) {
      case "standard", "batch" -> "default";
      case null, default -> tier;
    };
  }

  /** A failure for an answer that is not what the API's format says. */
  static CallFailedException malformed(String message) {
    return new CallFailedException(Failures.badGateway(message));
  }
}
