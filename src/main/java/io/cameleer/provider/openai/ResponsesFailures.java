package io.cameleer.provider.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import io.cameleer.json.Json;
import io.cameleer.provider.Failures;
import io.cameleer.provider.UpstreamReply;
import io.cameleer.provider.WaitHint;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Classifies the errors that the Responses API reports inside an answer with status 200. */
final class ResponsesFailures {

  private static final int OK = 200;
  private static final int BAD_GATEWAY = 502;

  private ResponsesFailures() {}

  /**
   * The failure of an object that has an {@code error}, or is one itself like the stream's {@code
   * error} event.
   *
   * @param holder a response object or an event
   */
  static CallFailedException of(JsonNode holder) {
    JsonNode error = holder.get("error") instanceof ObjectNode nested ? nested : holder;
    String message = Json.string(error, "message");
    if (message == null || message.isBlank()) {
      message = "The provider failed without saying why.";
    }
    Failure failure = classify(error.path("code").asText(""), Json.string(error, "param"), message);
    return new CallFailedException(failure.fromUpstream(OK, waitHint(failure, message)));
  }

  private static Failure classify(String code, @Nullable String param, String message) {
    if (code.equals("context_length_exceeded") || Failures.isContextOverflow(message)) {
      return Failures.contextLength(message);
    }
    return switch (code) {
      case "rate_limit_exceeded", "slow_down" -> Failures.rateLimit(message);
      case "insufficient_quota", "credit_balance_exhausted", "billing_hard_limit_reached" ->
          Failures.quota(message);
      case "server_error", "server_is_overloaded" -> Failures.overloaded(message);
      case "invalid_prompt",
          "bio_policy",
          "misalignment_policy_violation",
          "image_content_policy_violation",
          "content_policy_violation",
          "content_filter" ->
          Failures.contentFilter(message);
      case "model_not_found" -> Failures.modelNotFound(message);
      case "invalid_api_key" -> Failures.authentication();
      case "data_residency_mismatch" ->
          Failure.of(
              BAD_GATEWAY, "api_error", code, Failures.redact(message), FailureClass.FAIL_OVER);
      default ->
          isCallersFault(code)
              ? Failure.badRequest(code, param, Failures.redact(message))
              : Failures.serverError(BAD_GATEWAY, message);
    };
  }

  /**
   * OpenAI names a dozen faults of images, {@code failed_to_download_image} among them, and those
   * of parameters.
   */
  private static boolean isCallersFault(String code) {
    return code.contains("image")
        || code.startsWith("invalid_")
        || code.startsWith("unsupported_")
        || code.startsWith("unknown_")
        || code.startsWith("missing_");
  }

  /** There are no headers any more, but the message may say when to come back. */
  private static @Nullable Duration waitHint(Failure failure, String message) {
    if (failure.failureClass() != FailureClass.RETRY_SAME) {
      return null;
    }
    return WaitHint.of(new UpstreamReply(OK, Map.of(), new byte[0]), message, Clock.systemUTC());
  }
}
