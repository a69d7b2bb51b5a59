package io.cameleer.api;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import io.cameleer.job.StoreException;
import io.cameleer.json.Json;
import java.io.CharConversionException;
import org.jspecify.annotations.Nullable;

/**
 * Makes the failure a client sees of whatever was thrown over its request. Never quotes the body.
 */
public final class RequestErrors {

  private static final String CODE = "invalid_json";

  private static final Failure STORAGE_UNAVAILABLE =
      Failure.of(
          503,
          "api_error",
          "storage_unavailable",
          "The gateway's database can't be reached. Try again later; calls without an"
              + " Idempotency-Key do without it.",
          FailureClass.FAIL_OVER);

  private RequestErrors() {}

  /**
   * The failure.
   *
   * @param thrown the exception itself or one that has it among its causes
   * @return the failure of a {@link CallFailedException}; 400 where the body was no JSON, or JSON
   *     too deep or too long; 503 where the database can't be reached; 500 for anything else,
   *     without a word of what it was
   */
  public static Failure failure(Throwable thrown) {
    CallFailedException failed = cause(thrown, CallFailedException.class);
    if (failed != null) {
      return failed.failure();
    }
    StreamConstraintsException beyondLimits = cause(thrown, StreamConstraintsException.class);
    if (beyondLimits != null) {
      return beyondLimits(beyondLimits);
    }
    JsonProcessingException malformed = cause(thrown, JsonProcessingException.class);
    if (malformed != null) {
      String place = place(malformed);
      return Failure.badRequest(CODE, null, "The request body is not valid JSON" + place + ".");
    }
    if (cause(thrown, CharConversionException.class) != null) {
      return Failure.badRequest(CODE, null, "The request body is not valid UTF-8.");
    }
    if (cause(thrown, StoreException.class) != null) {
      return STORAGE_UNAVAILABLE;
    }
    return Failure.of(
        500,
        "api_error",
        "internal_error",
        "The gateway failed to handle the request; its log has more under this request id.",
        FailureClass.FAIL_OVER);
  }

  private static Failure beyondLimits(StreamConstraintsException exception) {
    boolean tooDeep = exception.getOriginalMessage().contains("depth");
    String message =
        tooDeep
            ? "The request body is nested too deep: at most %d levels are allowed."
                .formatted(Json.MAX_DEPTH)
            : "The request body has a string, a number or a name that is too long.";
    return Failure.badRequest(CODE, null, message);
  }

  private static String place(JsonProcessingException exception) {
    JsonLocation location = exception.getLocation();
    return location == null || location.getLineNr() < 1
        ? ""
        : ": line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
  }

  private static <T extends Throwable> @Nullable T cause(Throwable thrown, Class<T> type) {
    Throwable cause = thrown;
    // A chain of causes can be a ring; no honest one is this long.
    for (int depth = 0; cause != null && depth < 50; depth++) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
      cause = cause.getCause();
    }
    return null;
  }
}
