package io.cameleer.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import io.cameleer.provider.Failures;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a failure means for its attempt, and what attempts are called. */
class OutcomeTest {

  static Stream<Arguments> failures() {
    return Stream.of(
        meaning(Failures.rateLimit("m"), 429, Outcome.Throttled.class),
        meaning(Failures.quota("m"), 429, Outcome.Unavailable.class),
        meaning(Failures.quota("m"), 402, Outcome.Unavailable.class),
        meaning(Failures.modelNotFound("m"), 404, Outcome.Unavailable.class),
        meaning(Failures.authentication(), 401, Outcome.Unavailable.class),
        meaning(Failures.overloaded("m"), 500, Outcome.ProvidersFault.class),
        meaning(Failures.overloaded("m"), 529, Outcome.ProvidersFault.class),
        meaning(Failures.serverError(408, "m"), 408, Outcome.ProvidersFault.class),
        meaning(Failures.badGateway("m"), 200, Outcome.ProvidersFault.class),
        meaning(failOver(), 503, Outcome.ProvidersFault.class),
        meaning(Failures.contextLength("m"), 400, Outcome.CallersFault.class),
        meaning(Failures.contentFilter("m"), 400, Outcome.CallersFault.class),
        meaning(Failures.repairable("n", "m"), 400, Outcome.CallersFault.class),
        meaning(Failure.badRequest("c", "n", "m"), 400, Outcome.CallersFault.class));
  }

  private static Failure failOver() {
    return Failure.of(503, "service_unavailable_error", null, "m", FailureClass.FAIL_OVER);
  }

  private static Arguments meaning(
      Failure failure, int upstreamStatus, Class<? extends Outcome> outcome) {
    return Arguments.of(failure.fromUpstream(upstreamStatus, null), outcome);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aFailureMeansAnOutcome(Failure failure, Class<? extends Outcome> expected) {
    Outcome outcome = Outcome.of(failure);
    assertThat(outcome).isInstanceOf(expected);
    assertThat(outcome.reason()).isEqualTo(failure);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void onlyTransientFailuresAreWorthASecondTry(Failure failure) {
    assertThat(Outcome.of(failure).transientFailure())
        .isEqualTo(failure.failureClass() == FailureClass.RETRY_SAME);
  }

  static Stream<Arguments> labels() {
    return Stream.of(
        Arguments.of(new Outcome.Succeeded(), "ok"),
        Arguments.of(new Outcome.Superseded(), "superseded"),
        Arguments.of(new Outcome.Abandoned(), "abandoned"),
        Arguments.of(Endings.overdue(), "deadline_exceeded"),
        Arguments.of(Endings.breakerOpen(), "provider_unavailable"),
        Arguments.of(Endings.unfit(), "unsupported_parameter"),
        Arguments.of(Endings.throttled(Duration.ofSeconds(1)), "429"),
        Arguments.of(
            Outcome.of(Failures.badGateway("m").fromUpstream(200, null)), "upstream_bad_gateway"),
        Arguments.of(
            new Outcome.PassedOver(CandidateRefusals.busy(Candidates.FIRST)), "provider_busy"),
        Arguments.of(
            Outcome.of(Failure.of(503, "api_error", null, "m", FailureClass.FAIL_OVER)), "503"));
  }

  @ParameterizedTest
  @MethodSource("labels")
  void anOutcomeIsCalledByTheProvidersStatusElseByItsCode(Outcome outcome, String label) {
    assertThat(outcome.label()).isEqualTo(label);
    assertThat(new Attempt(Candidates.FIRST, outcome, 0, Duration.ZERO).label())
        .isEqualTo("first/m:" + label);
  }

  static Stream<Arguments> sayings() {
    return Stream.of(
        Arguments.of(Endings.ok(), true),
        Arguments.of(Endings.broken(), true),
        Arguments.of(Endings.throttled(), true),
        Arguments.of(Endings.spent(), true),
        Arguments.of(Endings.callersFault(), true),
        Arguments.of(
            new Outcome.CallersFault(Failure.badRequest("unsupported_parameter", "n", "m")), false),
        Arguments.of(Endings.unfit(), false),
        Arguments.of(Endings.overdue(), false),
        Arguments.of(new Outcome.Superseded(), false),
        Arguments.of(new Outcome.Abandoned(), false));
  }

  @ParameterizedTest
  @MethodSource("sayings")
  void onlyWhatAProviderHasHadASayInTellsOfIt(Outcome outcome, boolean tells) {
    assertThat(outcome.tellsOfProvider()).isEqualTo(tells);
  }
}
