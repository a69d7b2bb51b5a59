package io.cameleer.attempt;

/** The client left before its answer was whole. */
public final class ClientGoneException extends RuntimeException {
  /** Without stack trace: it is no error of anybody's. */
  public ClientGoneException() {
    super("the client has left", null, false, false);
  }
}
