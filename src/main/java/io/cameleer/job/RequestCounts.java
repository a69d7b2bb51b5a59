package io.cameleer.job;

/**
 * How many requests of a batch there are and have ended.
 *
 * @param total all requests of the input file; 0 until it has been read
 * @param completed those with an answer
 * @param failed those that failed for good
 */
public record RequestCounts(int total, int completed, int failed) {

  /** Of a batch whose file has not been read. */
  public static final RequestCounts NONE = new RequestCounts(0, 0, 0);

  /** Whether every request has ended. */
  public boolean isDone() {
    return completed + failed >= total;
  }
}
