package io.cameleer.provider.mistral;

import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.chat.Failure;
import io.cameleer.provider.Failures;
import io.cameleer.provider.compatible.CommonErrors;
import io.cameleer.provider.compatible.ErrorDetails;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Errors that mean something particular at Mistral. */
final class MistralErrors {

  private static final int UNPROCESSABLE = 422;

  private MistralErrors() {}

  /** What the error is, or null where it means what it means everywhere. */
  static @Nullable Failure match(ErrorDetails error) {
    if (error.mentions("tool call id was", "with a length of 9")) {
      return Failures.repairable("messages", error.message());
    }
    if (error.hasCode("invalid_model", "1500")) {
      return Failures.modelNotFound(error.message());
    }
    if (error.status() == UNPROCESSABLE) {
      return unprocessable(error);
    }
    return error.hasCode("3505") || error.mentions("capacity exceeded")
        ? Failures.rateLimit(CommonErrors.message(error))
        : null;
  }

  /** A field that Mistral forbids can be left out; anything else is the caller's fault. */
  private static @Nullable Failure unprocessable(ErrorDetails error) {
    for (JsonNode problem : error.validationErrors()) {
      if (problem.path("type").asText().equals("extra_forbidden")) {
        return Failures.repairable(place(problem), CommonErrors.message(error));
      }
    }
    List<JsonNode> problems = error.validationErrors();
    return problems.isEmpty()
        ? null
        : Failure.badRequest(
            null, place(problems.getFirst()), Failures.redact(CommonErrors.message(error)));
  }

  /** The field's path: {@code ["body","messages",0,"role"]} is {@code messages[0].role}. */
  private static @Nullable String place(JsonNode problem) {
    StringBuilder path = new StringBuilder();
    for (JsonNode step : problem.path("loc")) {
      if (step.isNumber()) {
        path.append('[').append(step.asInt()).append(']');
      } else if (!step.asText().equals("body")) {
        path.append(path.isEmpty() ? "" : ".").append(step.asText());
      }
    }
    return path.isEmpty() ? null : path.toString();
  }
}
