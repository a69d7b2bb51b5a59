package io.cameleer.job.batch;

import io.cameleer.job.BatchError;
import org.jspecify.annotations.Nullable;

/** A line of an input file is no request. */
final class InvalidLineException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient BatchError error;

  InvalidLineException(String code, String message, @Nullable String param, int line) {
    super(message, null, false, false);
    this.error = new BatchError(code, message, param, line);
  }

  static InvalidLineException noJson(int line) {
    return new InvalidLineException(
        "invalid_json_line", "This line is not parseable as valid JSON.", null, line);
  }

  static InvalidLineException missing(String field, int line) {
    return new InvalidLineException(
        "missing_required_parameter", "Missing required parameter: '" + field + "'.", field, line);
  }

  static InvalidLineException type(String field, String expected, int line) {
    return new InvalidLineException(
        "invalid_type",
        "Invalid type for '" + field + "': expected " + expected + ".",
        field,
        line);
  }

  BatchError error() {
    return error;
  }
}
