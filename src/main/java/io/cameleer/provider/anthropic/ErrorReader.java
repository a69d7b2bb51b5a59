package io.cameleer.provider.anthropic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import io.cameleer.json.Json;
import io.cameleer.provider.Failures;
import io.cameleer.provider.UpstreamReply;
import io.cameleer.provider.WaitHint;
import io.cameleer.provider.repair.Complaint;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Classifies Anthropic's errors, by status and type first: Anthropic calls the wording of messages
 * unstable.
 */
final class ErrorReader {

  private static final int OVERLOADED = 529;
  private static final String OVERLOADED_TYPE = "overloaded_error";
  private static final String SPEND_LIMIT = "_spend_limit_reached";

  /** Words, in lower case, of messages that say the account has nothing left to spend. */
  private static final List<String> NO_CREDIT =
      List.of("credit balance is too low", "spend limit", "api usage limits");

  private final Clock clock;

  private record Problem(@Nullable String type, @Nullable String code, String message) {}

  /**
   * A reader.
   *
   * @param clock for wait hints given as a point in time
   */
  ErrorReader(Clock clock) {
    this.clock = clock;
  }

  /**
   * Classifies an answer that is an error, by its status or, where that is a success, by its body.
   */
  Failure read(UpstreamReply reply) {
    int status = reply.status();
    JsonNode body = parse(reply.body());
    if (status < 300 && body.isObject()) {
      return readInside(body);
    }
    Problem problem = problem(body, status);
    // the edge before the API refuses what is too large in a format of its own
    Failure failure =
        body.isObject() || status == 413
            ? classify(status, problem)
            : Failures.badGateway(
                "The provider's answer with status " + status + " is not in its format.");
    return failure.fromUpstream(status, WaitHint.of(reply, problem.message(), clock));
  }

  /** Classifies an error inside an answer that began with status 200, by the error's type alone. */
  static Failure readInside(JsonNode body) {
    String type = Json.string(body.path("error"), "type");
    if (type == null) {
      return Failures.badGateway("The provider's answer is not in its format.")
          .fromUpstream(200, null);
    }
    int status =
        switch (type) {
          case "invalid_request_error" -> 400;
          case "authentication_error" -> 401;
          case "billing_error" -> 402;
          case "permission_error" -> 403;
          case "not_found_error" -> 404;
          case "conflict_error" -> 409;
          case "request_too_large" -> 413;
          case "rate_limit_error" -> 429;
          case "timeout_error" -> 504;
          case OVERLOADED_TYPE -> OVERLOADED;
          default -> 500;
        };
    return classify(status, problem(body, status)).fromUpstream(200, null);
  }

  private static JsonNode parse(byte[] body) {
    try {
      return Json.read(body);
    } catch (JsonProcessingException notJson) {
      return Json.node(null);
    }
  }

  private static Problem problem(JsonNode body, int status) {
    JsonNode error = body.path("error");
    String message = Json.string(error, "message");
    if (message == null || message.isBlank()) {
      message = "The provider answered with status " + status + ".";
    }
    return new Problem(
        Json.string(error, "type"), Json.string(error.path("details"), "error_code"), message);
  }

  private static Failure classify(int status, Problem problem) {
    String message = problem.message();
    if (status == OVERLOADED || OVERLOADED_TYPE.equals(problem.type())) {
      return Failures.overloaded(message);
    }
    return switch (status) {
      case 400 -> badRequest(message);
      case 401, 403 -> Failures.authentication();
      case 402 -> Failures.quota(message);
      case 404 -> Failures.modelNotFound(message);
      case 408, 409, 500, 503, 504 -> Failures.serverError(status, message);
      case 413 -> tooLarge(message);
      case 429 -> isSpent(problem) ? Failures.quota(message) : Failures.rateLimit(message);
      default -> other(status, message);
    };
  }

  private static Failure badRequest(String message) {
    if (Failures.isContextOverflow(message)) {
      return Failures.contextLength(message);
    }
    String words = message.toLowerCase(Locale.ROOT);
    if (NO_CREDIT.stream().anyMatch(words::contains)) {
      return Failures.quota(message);
    }
    Complaint complaint = new Complaint(message, null);
    String param = AnthropicRepairs.param(complaint);
    if (param != null) {
      return Failures.repairable(param, message);
    }
    Failure failure = Failure.badRequest(null, null, Failures.redact(message));
    return AnthropicRepairs.ALL.recognise(complaint) ? Failures.repairable(failure) : failure;
  }

  private static boolean isSpent(Problem problem) {
    return problem.code() != null && problem.code().endsWith(SPEND_LIMIT);
  }

  /** Bytes, not tokens; only a message that names tokens makes a larger model worth a try. */
  private static Failure tooLarge(String message) {
    FailureClass failureClass =
        Failures.isContextOverflow(message) ? FailureClass.CONTEXT : FailureClass.BAD_REQUEST;
    return Failure.of(
        413, "invalid_request_error", "request_too_large", Failures.redact(message), failureClass);
  }

  private static Failure other(int status, String message) {
    if (status < 400) {
      return Failures.badGateway("The provider redirected the call with status " + status + ".");
    }
    return status < 500
        ? Failure.badRequest(null, null, Failures.redact(message))
        : Failures.badGateway(message);
  }
}
