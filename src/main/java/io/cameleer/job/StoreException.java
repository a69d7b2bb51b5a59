package io.cameleer.job;

/**
 * The database could not do what it was asked. Nothing of it was done, unless the connection broke
 * at the very end: then it may be done all the same.
 */
public class StoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With what is the matter. */
  public StoreException(String message) {
    super(message);
  }

  /** With what the database said. */
  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
