package io.cameleer.job.batch;

import java.time.Duration;

/**
 * How batches are moved on.
 *
 * @param ahead how many lines of a batch may be on their way at once
 * @param portion how many are sent together
 * @param look how long to wait before looking whether there is room for more
 * @param quiet when no result has come in for so long, no call of a cancelled batch is taken to be
 *     in flight any more
 * @param longestCancelling how long a batch may be cancelling at most
 * @param lease how long a gateway that has died keeps the others from going on with its batches
 */
public record BatchPace(
    int ahead,
    int portion,
    Duration look,
    Duration quiet,
    Duration longestCancelling,
    Duration lease) {

  /** What holds where nothing is configured. */
  public static final BatchPace DEFAULT =
      new BatchPace(
          4_000,
          500,
          Duration.ofMillis(250),
          Duration.ofSeconds(15),
          Duration.ofMinutes(10),
          Duration.ofSeconds(30));
}
