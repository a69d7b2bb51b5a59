package io.cameleer.job;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Who answered a job, after which attempts, how long it took and what it cost.
 *
 * @param provider the provider of the last attempt, or null where none was made
 * @param model its model, or null
 * @param attempts every attempt with its outcome, in order; empty where none was made
 * @param costUsd what the call cost, or null where the price or the usage is unknown
 * @param latency from the first attempt to the answer
 * @param tokens what the provider counted
 */
public record JobProvenance(
    @Nullable String provider,
    @Nullable String model,
    String attempts,
    @Nullable BigDecimal costUsd,
    Duration latency,
    TokenCounts tokens) {

  /** A job that ended before any attempt. */
  public static final JobProvenance WITHOUT_ATTEMPT =
      new JobProvenance(null, null, "", null, Duration.ZERO, TokenCounts.ZERO);
}
