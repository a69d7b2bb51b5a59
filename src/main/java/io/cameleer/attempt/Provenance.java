package io.cameleer.attempt;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who answered, after which attempts, at what cost.
 *
 * @param requestId names the call
 * @param provider the provider of the last attempt, or null where none was made
 * @param model its model, or null
 * @param attempts every attempt with its outcome, in order; empty where none was made
 * @param droppedParameters request fields that were left out because the model can't honour them
 * @param warnings what the caller should know, such as that a model is retired
 * @param overheadNanos time spent in the gateway rather than waiting for providers
 * @param costUsd what the call cost, or null where the price or the usage is unknown
 */
public record Provenance(
    String requestId,
    @Nullable String provider,
    @Nullable String model,
    String attempts,
    List<String> droppedParameters,
    List<String> warnings,
    long overheadNanos,
    @Nullable BigDecimal costUsd) {

  /** A call that was refused before any attempt. */
  public static Provenance withoutAttempt(String requestId, long overheadNanos) {
    return new Provenance(requestId, null, null, "", List.of(), List.of(), overheadNanos, null);
  }
}
