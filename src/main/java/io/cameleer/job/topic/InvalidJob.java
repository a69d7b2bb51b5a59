package io.cameleer.job.topic;

import io.cameleer.chat.CallFailedException;
import io.cameleer.chat.Failure;
import org.jspecify.annotations.Nullable;

/** What can be wrong with a job's record. Never quotes its value. */
final class InvalidJob {

  private InvalidJob() {}

  static CallFailedException of(String code, @Nullable String param, String message) {
    return new CallFailedException(Failure.badRequest(code, param, message));
  }

  static CallFailedException header(String name, String fault) {
    return of("invalid_value", name, "The header '" + name + "' " + fault + ".");
  }
}
