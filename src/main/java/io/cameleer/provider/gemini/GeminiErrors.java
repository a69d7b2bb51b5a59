package io.cameleer.provider.gemini;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import io.cameleer.json.Json;
import io.cameleer.provider.Failures;
import io.cameleer.provider.UpstreamReply;
import io.cameleer.provider.WaitHint;
import io.cameleer.provider.repair.Complaint;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads Google's errors: {@code {"error":{"code","message","status","details"}}}, at some endpoints
 * inside an array of one.
 *
 * @param clock for hints to wait until a point in time
 */
record GeminiErrors(Clock clock) {

  private static final int OK = 200;
  private static final String NOT_JSON = "The provider's answer is not JSON.";

  private static final Pattern BAD_KEY =
      Pattern.compile("API[ _]key (not valid|expired)", Pattern.CASE_INSENSITIVE);

  private static final Pattern UNSIGNED =
      Pattern.compile("thought[ _]?signature", Pattern.CASE_INSENSITIVE);

  private static final Pattern BAD_SCHEMA =
      Pattern.compile(
          String.join(
              "|",
              "Unknown name",
              "(json_?schema|response_?schema|function_?declarations\\[\\d+\\]\\.(name|param))",
              "should be non-empty for OBJECT type",
              "schema produces a constraint"),
          Pattern.CASE_INSENSITIVE);

  /**
   * Not the key is at fault but what the client refers to: a file or cached context of somebody
   * else's.
   */
  private static final Pattern FOREIGN_RESOURCE =
      Pattern.compile("access the file|cached ?content", Pattern.CASE_INSENSITIVE);

  private static final Pattern DAILY_QUOTA =
      Pattern.compile("PerDay|limit: 0\\b|per day", Pattern.CASE_INSENSITIVE);

  /** Classifies an answer with an error status. */
  Failure failure(UpstreamReply reply) {
    JsonNode answer = Json.object();
    if (reply.body().length > 0) {
      try {
        answer = unwrap(Json.read(reply.body()));
      } catch (JsonProcessingException notJson) {
        return Failures.badGateway(NOT_JSON).fromUpstream(reply.status(), hint(reply, answer, ""));
      }
    }
    return failure(reply, answer.path("error"));
  }

  /**
   * Parses an answer that should be no error.
   *
   * @throws CallFailedException where it is one, or not JSON
   */
  JsonNode parse(byte[] body) {
    try {
      return withoutError(Json.read(body));
    } catch (JsonProcessingException notJson) {
      throw unreadable(notJson);
    }
  }

  /**
   * Parses an event's data that should be no error.
   *
   * @throws CallFailedException where it is one, or not JSON
   */
  JsonNode parse(String data) {
    try {
      return withoutError(Json.read(data));
    } catch (JsonProcessingException notJson) {
      throw unreadable(notJson);
    }
  }

  private static CallFailedException unreadable(JsonProcessingException notJson) {
    return new CallFailedException(Failures.badGateway(NOT_JSON).fromUpstream(OK, null), notJson);
  }

  private JsonNode withoutError(JsonNode parsed) {
    JsonNode answer = unwrap(parsed);
    JsonNode error = answer.path("error");
    if (!error.isMissingNode() && !error.isNull()) {
      int code = error.path("code").asInt(500);
      throw new CallFailedException(failure(new UpstreamReply(code, Map.of(), new byte[0]), error));
    }
    return answer;
  }

  private static JsonNode unwrap(JsonNode answer) {
    return answer.isArray() && !answer.isEmpty() ? answer.get(0) : answer;
  }

  private Failure failure(UpstreamReply reply, JsonNode error) {
    String text = error.isTextual() ? error.textValue() : error.path("message").asText();
    String message =
        text.isEmpty() ? "The provider answered with status " + reply.status() + "." : text;
    return classify(reply.status(), message, error)
        .fromUpstream(reply.status(), hint(reply, error, message));
  }

  private static Failure classify(int status, String message, JsonNode error) {
    return switch (status) {
      case 400 -> badRequest(message, error);
      case 401 -> Failures.authentication();
      case 402 -> Failures.quota(message);
      case 403 ->
          FOREIGN_RESOURCE.matcher(message).find()
              ? callersFault(message)
              : Failures.authentication();
      case 404 -> Failures.modelNotFound(message);
      case 413 -> tooLarge(message);
      case 429 -> isDaily(message, error) ? Failures.quota(message) : Failures.rateLimit(message);
      case 408, 409, 500, 504 -> Failures.serverError(status, message);
      case 502 -> Failures.badGateway(message);
      case 503 -> Failures.overloaded(message);
      // cancelled, though not by this gateway
      case 499 -> Failures.serverError(502, message);
      default ->
          status >= 400 && status < 500
              ? callersFault(message)
              : Failures.serverError(502, message);
    };
  }

  private static Failure badRequest(String message, JsonNode error) {
    if (hasDetail(error, "reason", "API_KEY_INVALID") || BAD_KEY.matcher(message).find()) {
      return Failures.authentication();
    }
    if (Failures.isContextOverflow(message)) {
      return Failures.contextLength(message);
    }
    if (UNSIGNED.matcher(message).find()) {
      return Failures.repairable("messages", message);
    }
    if (BAD_SCHEMA.matcher(message).find()) {
      return Failures.repairable(null, message);
    }
    if (error.path("status").asText().equals("FAILED_PRECONDITION")) {
      return Failure.of(
          403, "permission_error", null, Failures.redact(message), FailureClass.FAIL_OVER);
    }
    Failure failure = callersFault(message);
    return GeminiRepairs.ALL.recognise(new Complaint(message, null))
        ? Failures.repairable(failure)
        : failure;
  }

  private static Failure tooLarge(String message) {
    boolean tokens = message.toLowerCase(Locale.ROOT).contains("token");
    return Failure.of(
        413,
        "invalid_request_error",
        "request_too_large",
        Failures.redact(message),
        tokens ? FailureClass.CONTEXT : FailureClass.BAD_REQUEST);
  }

  private static Failure callersFault(String message) {
    return Failure.badRequest(null, null, Failures.redact(message));
  }

  private static boolean isDaily(String message, JsonNode error) {
    if (DAILY_QUOTA.matcher(message).find()) {
      return true;
    }
    for (JsonNode detail : error.path("details")) {
      for (JsonNode violation : detail.path("violations")) {
        if (DAILY_QUOTA.matcher(violation.path("quotaId").asText()).find()) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean hasDetail(JsonNode error, String field, String value) {
    for (JsonNode detail : error.path("details")) {
      if (detail.path(field).asText().equals(value)) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Duration hint(UpstreamReply reply, JsonNode error, String message) {
    return WaitHint.of(reply, error, message, clock);
  }
}
