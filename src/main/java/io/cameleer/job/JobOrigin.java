package io.cameleer.job;

/** How a job came in, which decides who is told of its result. */
public sealed interface JobOrigin {

  /** A record that a user wrote to a topic. */
  record Topic() implements JobOrigin {}

  /** Posted to {@code /v1/jobs}. */
  record Posted() implements JobOrigin {}

  /**
   * A line of a batch.
   *
   * @param batch the batch
   * @param line the line's number in the input file, from 1
   * @param customId the client's own name for the line
   */
  record BatchLine(BatchId batch, int line, String customId) implements JobOrigin {}
}
