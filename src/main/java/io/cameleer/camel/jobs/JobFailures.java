package io.cameleer.camel.jobs;

import io.cameleer.api.RequestErrors;
import io.cameleer.camel.jobs.kafka.UnpublishableException;
import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import org.apache.camel.Exchange;
import org.apache.camel.util.ObjectHelper;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says why a job has failed for good. */
final class JobFailures {

  private static final Logger LOGGER = LoggerFactory.getLogger(JobFailures.class);
  private static final String INTERNAL_ERROR = "internal_error";

  private JobFailures() {}

  /** The failure of the exception that an exchange has been caught with. */
  static Failure of(Exchange exchange) {
    Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    if (cause(cause, RecordTooLargeException.class) != null) {
      return Failure.of(
          413,
          "api_error",
          "result_too_large",
          "The result is kept, but its topic does not take records so large.",
          FailureClass.BAD_REQUEST);
    }
    ApiException refused = cause(cause, ApiException.class);
    if (refused != null) {
      return Failure.of(
          503,
          "api_error",
          "reply_topic_not_writable",
          "The result is kept, but its reply topic can't be written: " + refused.getMessage(),
          FailureClass.FAIL_OVER);
    }
    if (cause(cause, UnpublishableException.class) != null) {
      return Failure.of(
          503,
          "api_error",
          "result_not_writable",
          "The result is kept, but its topic does not take it, although it takes others.",
          FailureClass.FAIL_OVER);
    }
    Failure failure = RequestErrors.failure(cause);
    if (INTERNAL_ERROR.equals(failure.code())) {
      LOGGER.error("job {} failed", JobState.of(exchange).hand().record().address(), cause);
    }
    return failure;
  }

  private static <T extends Throwable> @Nullable T cause(
      @Nullable Throwable thrown, Class<T> type) {
    return thrown == null ? null : ObjectHelper.getException(type, thrown);
  }
}
