package io.cameleer.provider.compatible;

import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import io.cameleer.provider.Failures;
import io.cameleer.provider.repair.FieldPath;
import org.jspecify.annotations.Nullable;

/**
 * What an error means where the dialect has no rule of its own for it: OpenAI's table of errors,
 * with Azure's and OpenRouter's, which the many compatible servers follow.
 */
public final class CommonErrors {

  private CommonErrors() {}

  static Failure classify(ErrorDetails error) {
    Failure content = refusedContent(error);
    if (content != null) {
      return content;
    }
    String message = message(error);
    return switch (error.status()) {
      case 401 -> Failures.authentication();
      case 402 -> Failures.quota(message);
      case 403 -> forbidden(error);
      case 404 -> Failures.modelNotFound(message);
      case 408, 409 -> Failures.serverError(error.status(), message);
      case 413 -> tooLarge(error);
      case 429 -> isQuota(error) ? Failures.quota(message) : Failures.rateLimit(message);
      case 500 -> Failures.overloaded(message);
      case 502 -> error.isOpenRouter() ? outage(message) : Failures.badGateway(message);
      case 503 -> error.isOpenRouter() ? outage(message) : Failures.overloaded(message);
      case 529 -> Failures.overloaded(message);
      default -> other(error);
    };
  }

  private static Failure other(ErrorDetails error) {
    if (error.hasCode("model_not_found", "DeploymentNotFound")) {
      return Failures.modelNotFound(message(error));
    }
    return error.status() >= 400 && error.status() < 500
        ? badRequest(error)
        : Failures.serverError(502, message(error));
  }

  /** A prompt that is too long or that a policy refuses; null for every other error. */
  private static @Nullable Failure refusedContent(ErrorDetails error) {
    int status = error.status();
    boolean caller = status >= 400 && status < 500 && status != 401 && status != 429;
    if (status != 0 && !caller) {
      return null;
    }
    if (error.hasCode("context_length_exceeded") || Failures.isContextOverflow(error.message())) {
      return Failures.contextLength(message(error));
    }
    boolean filtered =
        error.hasCode(
            "content_filter",
            "content_policy_violation",
            "invalid_prompt",
            "bio_policy",
            "misalignment_policy_violation",
            "ResponsibleAIPolicyViolation");
    return filtered ? Failures.contentFilter(message(error)) : null;
  }

  /** The caller's fault, or the translation's where a known change would mend it. */
  public static Failure badRequest(ErrorDetails error) {
    if (error.mentions(CommonRepairs.TOOLS_WITH_REASONING.getFirst())) {
      return Failures.repairable("reasoning_effort", message(error));
    }
    String unsupported = unsupportedField(error);
    if (unsupported != null && RefusedField.isMendable(FieldPath.parse(unsupported))) {
      return Failures.repairable(unsupported, message(error));
    }
    String code = error.node().path("code").isTextual() ? error.code() : null;
    return Failure.badRequest(code, error.param(), Failures.redact(message(error)));
  }

  /** The field that an error calls unsupported, as a whole or with its value; else null. */
  static @Nullable String unsupportedField(ErrorDetails error) {
    return error.hasCode("unsupported_parameter", "unsupported_value") ? error.param() : null;
  }

  /** The provider's words, or else that it gave none. */
  public static String message(ErrorDetails error) {
    if (!error.message().isBlank()) {
      return error.message();
    }
    return error.status() == 0
        ? "The provider reported an error without a message."
        : "The provider answered with status " + error.status() + " and no message.";
  }

  /**
   * OpenRouter answers 403 where its moderation flagged the prompt; everybody else where the key
   * may not.
   */
  private static Failure forbidden(ErrorDetails error) {
    boolean moderated = error.hasCode("moderation") || error.mentions("moderation", "was flagged");
    return moderated ? Failures.contentFilter(message(error)) : Failures.authentication();
  }

  private static Failure tooLarge(ErrorDetails error) {
    FailureClass failureClass =
        error.mentions("token") ? FailureClass.CONTEXT : FailureClass.BAD_REQUEST;
    return Failure.of(
        413,
        "invalid_request_error",
        "request_too_large",
        Failures.redact(message(error)),
        failureClass);
  }

  private static boolean isQuota(ErrorDetails error) {
    return error.hasCode("insufficient_quota", "credit_balance_exhausted", "usage_limit_reached")
        || error.hasCodePrefix("billing_")
        || (error.code() != null && error.code().contains("spend_limit"))
        || error.mentions("exceeded your current quota", "spend limit", "insufficient credits");
  }

  /** OpenRouter has no provider left for the model: no use in asking again at once. */
  private static Failure outage(String message) {
    return Failure.of(
        503,
        "service_unavailable_error",
        "server_is_overloaded",
        Failures.redact(message),
        FailureClass.FAIL_OVER);
  }
}
