package io.cameleer.camel.jobs;

import java.time.Duration;

/**
 * What jobs may take.
 *
 * @param recordBytes the largest value of a record
 * @param time how long a job without a deadline may take, waits for retries included
 * @param keep how long results are remembered; a job that is sent again within that time is not
 *     called again
 */
public record JobLimits(int recordBytes, Duration time, Duration keep) {

  /** What holds where nothing is configured. */
  public static final JobLimits DEFAULT =
      new JobLimits(20 << 20, Duration.ofHours(1), Duration.ofDays(7));
}
