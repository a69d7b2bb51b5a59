package io.cameleer.provider.deepseek;

import io.cameleer.chat.Failure;
import io.cameleer.provider.Failures;
import io.cameleer.provider.compatible.CommonErrors;
import io.cameleer.provider.compatible.CommonRepairs;
import io.cameleer.provider.compatible.ErrorDetails;
import io.cameleer.provider.repair.Complaint;
import org.jspecify.annotations.Nullable;

/** Errors that mean something particular at DeepSeek. */
final class DeepSeekErrors {

  private static final int BAD_REQUEST = 400;
  private static final int SERVER_ERROR = 500;

  private DeepSeekErrors() {}

  /** What the error is, or null where it means what it means everywhere. */
  static @Nullable Failure match(ErrorDetails error) {
    if (error.status() == BAD_REQUEST && error.mentions("content exists risk")) {
      return Failures.contentFilter(error.message());
    }
    if (error.status() == BAD_REQUEST
        && CommonRepairs.missesReasoning(new Complaint(error.message(), null))) {
      return Failures.repairable("messages", error.message());
    }
    return error.status() == SERVER_ERROR
        ? Failures.serverError(502, CommonErrors.message(error))
        : null;
  }
}
