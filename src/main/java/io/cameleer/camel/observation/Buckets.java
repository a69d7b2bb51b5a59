package io.cameleer.camel.observation;

import java.time.Duration;
import java.util.Arrays;

/**
 * The bucket boundaries of histograms; those of {@code gen_ai} are what OpenTelemetry's semantic
 * conventions for generative AI metrics recommend.
 */
final class Buckets {

  private static final Duration[] REQUEST =
      seconds(
          0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92);

  private static final Duration[] FIRST_TOKEN =
      seconds(0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10);

  private static final Duration[] PER_TOKEN =
      seconds(0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5);

  private static final Duration[] OVERHEAD =
      seconds(0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1);

  private static final double[] TOKENS = {
    1,
    4,
    16,
    64,
    256,
    1_024,
    4_096,
    16_384,
    65_536,
    262_144,
    1_048_576,
    4_194_304,
    16_777_216,
    67_108_864
  };

  private Buckets() {}

  private static Duration[] seconds(double... boundaries) {
    return Arrays.stream(boundaries)
        .mapToObj(boundary -> Duration.ofNanos(Math.round(boundary * 1e9)))
        .toArray(Duration[]::new);
  }

  /** Of {@code gen_ai.client.operation.duration} and {@code gen_ai.server.request.duration}. */
  static Duration[] request() {
    return REQUEST.clone();
  }

  /** Of {@code gen_ai.server.time_to_first_token}. */
  static Duration[] firstToken() {
    return FIRST_TOKEN.clone();
  }

  /** Of {@code gen_ai.server.time_per_output_token}. */
  static Duration[] perToken() {
    return PER_TOKEN.clone();
  }

  /** Of the time that a call spends in the gateway, which is to be far below a millisecond. */
  static Duration[] overhead() {
    return OVERHEAD.clone();
  }

  /** Of {@code gen_ai.client.token.usage}. */
  static double[] tokens() {
    return TOKENS.clone();
  }
}
