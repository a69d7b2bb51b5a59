package io.cameleer.job.batch;

/**
 * What the input file of a batch may hold.
 *
 * @param fileBytes how large it may be
 * @param requests how many requests it may have
 * @param lineBytes how long one of them may be
 * @param embeddingInputs how many texts all of its requests for embeddings together may have
 * @param errors how many mistakes are told before the rest of the file is not looked at any more
 */
public record BatchLimits(
    long fileBytes, int requests, int lineBytes, int embeddingInputs, int errors) {

  private static final int EMBEDDING_INPUTS = 50_000;
  private static final int ERRORS = 100;

  /** These limits, and OpenAI's for the rest. */
  public static BatchLimits of(long fileBytes, int requests, int lineBytes) {
    return new BatchLimits(fileBytes, requests, lineBytes, EMBEDDING_INPUTS, ERRORS);
  }
}
