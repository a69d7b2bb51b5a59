package io.cameleer.camel;

/**
 * An attempt has ended that tells nothing about its provider. The circuit breakers are told to
 * ignore it (routes/core/provider.camel.yaml): they count the attempt as if it had not been made.
 */
final class NothingLearntException extends RuntimeException {
  /** Without stack trace: it is no error of anybody's. */
  NothingLearntException() {
    super("the attempt tells nothing about its provider", null, false, false);
  }
}
