package io.cameleer.attempt;

/** Another candidate, asked at the same time, was sooner with its answer. */
public final class SupersededException extends RuntimeException {
  /** Without stack trace: it is no error of anybody's. */
  public SupersededException() {
    super("another candidate was sooner", null, false, false);
  }
}
