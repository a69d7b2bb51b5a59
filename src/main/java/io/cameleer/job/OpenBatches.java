package io.cameleer.job;

/** Says whether it is any use to make the call of a batch's line. */
public interface OpenBatches {

  /**
   * Whether the batch still wants its lines called; asked just before a call. Not so for one that
   * was cancelled, is being finalised, or is over.
   *
   * @return true where that can't be found out now
   */
  boolean wants(BatchId batch);
}
