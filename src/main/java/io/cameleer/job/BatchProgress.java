package io.cameleer.job;

/**
 * How far a batch has got; counted as results are written down.
 *
 * @param counts requests that there are and that have ended
 * @param tokens what the answers so far took
 * @param sent how much of the input file is on its way
 */
public record BatchProgress(RequestCounts counts, TokenCounts tokens, Sent sent) {

  /** Of a batch whose file has not been read. */
  public static final BatchProgress NONE =
      new BatchProgress(RequestCounts.NONE, TokenCounts.ZERO, new Sent(0, false));

  /**
   * How much of the input file has been sent, so that a gateway that takes over goes on from there.
   *
   * @param throughLine the last line known to be on its way; 0: none
   * @param complete whether nothing is left to send
   */
  public record Sent(int throughLine, boolean complete) {}
}
