package io.cameleer.catalog;

/** How an alias orders its candidates. */
public enum Strategy {
  /** As they are written: a chain of fallbacks. */
  IN_ORDER,
  /** By chance in proportion to their weights, but always the same way for one caller. */
  WEIGHTED,
  /** By what the call would cost at most; those without a known price come last. */
  CHEAPEST,
  /** By how soon they lately began to answer. */
  FASTEST
}
