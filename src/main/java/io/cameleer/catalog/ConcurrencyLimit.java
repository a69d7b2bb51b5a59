package io.cameleer.catalog;

/**
 * How many calls a provider gets at once.
 *
 * @param calls all together
 * @param backgroundCalls how many of them background work such as jobs may take up, so that
 *     interactive calls keep their share
 */
public record ConcurrencyLimit(int calls, int backgroundCalls) {

  /** What holds where nothing is configured. */
  public static final ConcurrencyLimit DEFAULT = new ConcurrencyLimit(4_096, 2_048);
}
