package io.cameleer.sandbox;

import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The errors that the sandbox gives, those of its error models among them, in OpenAI's words. */
final class SandboxFailures {

  private static final String INVALID_REQUEST = "invalid_request_error";
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private SandboxFailures() {}

  /** The error that is all a model ever answers; empty for models that answer. */
  static Optional<Failure> of(SandboxModel model) {
    return switch (model) {
      case ERROR_400 ->
          Optional.of(
              error(400, INVALID_REQUEST, "invalid_value", "This model refuses all requests."));
      case ERROR_401 ->
          Optional.of(
              error(401, INVALID_REQUEST, "invalid_api_key", "This model refuses all keys."));
      case ERROR_429 ->
          Optional.of(
              new Failure(
                  429,
                  "requests",
                  "rate_limit_exceeded",
                  null,
                  "This model is always at its limit. Please try again in 2s.",
                  FailureClass.RETRY_SAME,
                  null,
                  RETRY_AFTER));
      case ERROR_500 ->
          Optional.of(error(500, "server_error", null, "This model is always broken."));
      case ERROR_503 ->
          Optional.of(
              error(
                  503,
                  "service_unavailable_error",
                  "server_is_overloaded",
                  "This model is always overloaded."));
      case ECHO, TOOLS, SLOW, EMBEDDING, ERROR_STREAM -> Optional.empty();
    };
  }

  static CallFailedException unknownModel(String id) {
    String message =
        "The model '%s' does not exist. The sandbox has: %s."
            .formatted(id, String.join(", ", SandboxModel.ids()));
    return new CallFailedException(
        new Failure(
            404,
            INVALID_REQUEST,
            "model_not_found",
            "model",
            message,
            FailureClass.FAIL_OVER,
            null,
            null));
  }

  static CallFailedException wrongModel(SandboxModel model, String endpoint) {
    String message = "The model '" + model.id() + "' does not serve " + endpoint + ".";
    return new CallFailedException(Failure.badRequest("invalid_value", "model", message));
  }

  static CallFailedException tooMuch(String param, int most) {
    String message = "Invalid '" + param + "': the sandbox takes at most " + most + ".";
    return new CallFailedException(Failure.badRequest("integer_above_max_value", param, message));
  }

  static CallFailedException tooLarge(int mostBytes) {
    String message = "The request body is larger than " + mostBytes + " bytes.";
    return new CallFailedException(error(413, INVALID_REQUEST, "request_too_large", message));
  }

  static CallFailedException unknownUrl(String method, String path) {
    String message = "Invalid URL (" + method + " " + path + ").";
    return new CallFailedException(error(404, INVALID_REQUEST, "unknown_url", message));
  }

  private static Failure error(int status, String type, @Nullable String code, String message) {
    return Failure.of(status, type, code, message, FailureClass.BAD_REQUEST);
  }
}
