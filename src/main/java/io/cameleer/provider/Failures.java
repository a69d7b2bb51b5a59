package io.cameleer.provider;

import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The failures that every dialect knows, each with the status, type and code the client sees. */
public final class Failures {

  private static final int MAX_MESSAGE_LENGTH = 2_000;

  private static final Pattern NOT_OVERFLOW =
      Pattern.compile("rate limit|too many requests|throttl", Pattern.CASE_INSENSITIVE);

  private static final Pattern OVERFLOW =
      Pattern.compile(
          String.join(
              "|",
              "prompt (is )?too long",
              "exceeds the context window",
              "maximum context length (is|of) [\\d,]+",
              "exceeds (the )?(model'?s )?maximum context length",
              "context[_ ]length[_ ]exceeded",
              "input token count.*exceeds the maximum",
              "too large for model with \\d+ maximum context length",
              "range of input length should be",
              "reduce the length of the messages",
              "maximum prompt length is \\d+",
              "input is too long for requested model",
              "exceeds the available context size",
              "greater than the context length",
              "prompt too long; exceeded (max )?context length",
              "longer than the model'?s context length",
              "(input length and max_tokens )?exceeds? context limit"),
          Pattern.CASE_INSENSITIVE);

  /** Anything that looks like a key: providers quote (parts of) the key they refuse. */
  private static final Pattern KEY =
      Pattern.compile("\\b(sk|pk|rk|key|AIza|Bearer)[-_ ]?[A-Za-z0-9*][A-Za-z0-9_*.-]{7,}");

  private Failures() {}

  /** Whether a provider's message says that prompt or answer exceed the model's window. */
  public static boolean isContextOverflow(String message) {
    return OVERFLOW.matcher(message).find() && !NOT_OVERFLOW.matcher(message).find();
  }

  /** A provider's message made fit for the client: keys blotted out, bounded in length. */
  public static String redact(String message) {
    String clean = KEY.matcher(message).replaceAll("***");
    return clean.length() <= MAX_MESSAGE_LENGTH
        ? clean
        : clean.substring(0, MAX_MESSAGE_LENGTH) + "…";
  }

  /** The conversation does not fit. */
  public static Failure contextLength(String message) {
    return new Failure(
        400,
        "invalid_request_error",
        "context_length_exceeded",
        "messages",
        redact(message),
        FailureClass.CONTEXT,
        null,
        null);
  }

  /** A content policy refused the prompt. */
  public static Failure contentFilter(String message) {
    return Failure.of(
        400, "invalid_request_error", "content_filter", redact(message), FailureClass.FILTER);
  }

  /** Too many calls or tokens for now. */
  public static Failure rateLimit(String message) {
    return Failure.of(
        429, "rate_limit_error", "rate_limit_exceeded", redact(message), FailureClass.RETRY_SAME);
  }

  /** No credit or quota left. */
  public static Failure quota(String message) {
    return Failure.of(
        429, "insufficient_quota", "insufficient_quota", redact(message), FailureClass.FAIL_OVER);
  }

  /** The provider is overloaded. */
  public static Failure overloaded(String message) {
    return Failure.of(
        503,
        "service_unavailable_error",
        "server_is_overloaded",
        redact(message),
        FailureClass.RETRY_SAME);
  }

  /** The provider does not know the model. */
  public static Failure modelNotFound(String message) {
    return new Failure(
        404,
        "invalid_request_error",
        "model_not_found",
        "model",
        redact(message),
        FailureClass.FAIL_OVER,
        null,
        null);
  }

  /**
   * The provider refused the gateway's own key: the operator's trouble, so no word of the
   * provider's text.
   */
  public static Failure authentication() {
    return Failure.of(
        502,
        "api_error",
        "provider_authentication_failed",
        "The provider refused the gateway's credentials. The operator of the gateway has to check"
            + " the provider's key.",
        FailureClass.AUTH);
  }

  /** The provider broke. */
  public static Failure serverError(int status, String message) {
    return Failure.of(
        status, "api_error", "upstream_error", redact(message), FailureClass.RETRY_SAME);
  }

  /** The answer is not what the provider's format says: HTML of a proxy, truncated JSON, … */
  public static Failure badGateway(String message) {
    return Failure.of(
        502, "api_error", "upstream_bad_gateway", redact(message), FailureClass.RETRY_SAME);
  }

  /** The translation used a form this model refuses. */
  public static Failure repairable(@Nullable String param, String message) {
    return new Failure(
        400,
        "invalid_request_error",
        "unsupported_parameter",
        param,
        redact(message),
        FailureClass.REPAIR,
        null,
        null);
  }

  /** A refusal that a known change mends, otherwise as it is. */
  public static Failure repairable(Failure refusal) {
    return new Failure(
        refusal.status(),
        refusal.type(),
        refusal.code(),
        refusal.param(),
        refusal.message(),
        FailureClass.REPAIR,
        refusal.upstreamStatus(),
        refusal.retryAfter());
  }

  /** What the candidate can't do and can't leave out either. */
  public static CallFailedException unsupported(String param, String message) {
    return new CallFailedException(Failure.badRequest("unsupported_parameter", param, message));
  }
}
