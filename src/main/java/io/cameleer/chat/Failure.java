package io.cameleer.chat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a call failed, in the terms the client sees (OpenAI's error object) and the terms routing
 * needs. Never holds a secret: texts of a provider are redacted before they get here.
 *
 * @param status the HTTP status for the client
 * @param type OpenAI's {@code error.type}
 * @param code OpenAI's {@code error.code}, or null
 * @param param the request field at fault, as a path such as {@code messages[0].role}, or null
 * @param message what is wrong and what to do about it
 * @param failureClass what it means for the next attempt
 * @param upstreamStatus the status the provider answered with, or null where it gave no answer
 * @param retryAfter how long the provider asked to wait, or null
 */
public record Failure(
    int status,
    String type,
    @Nullable String code,
    @Nullable String param,
    String message,
    FailureClass failureClass,
    @Nullable Integer upstreamStatus,
    @Nullable Duration retryAfter) {

  /** The caller's fault, status 400. */
  public static Failure badRequest(@Nullable String code, @Nullable String param, String message) {
    return new Failure(
        400, "invalid_request_error", code, param, message, FailureClass.BAD_REQUEST, null, null);
  }

  /** A failure without field, provider status or hint. */
  public static Failure of(
      int status, String type, @Nullable String code, String message, FailureClass failureClass) {
    return new Failure(status, type, code, null, message, failureClass, null, null);
  }

  /** This failure as an answer of the provider with this status. */
  public Failure fromUpstream(int providerStatus, @Nullable Duration hint) {
    return new Failure(status, type, code, param, message, failureClass, providerStatus, hint);
  }
}
