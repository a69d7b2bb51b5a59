package io.cameleer.attempt;

import static io.cameleer.attempt.Candidates.FIRST;
import static io.cameleer.attempt.Candidates.SECOND;
import static io.cameleer.attempt.Candidates.THIRD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.cameleer.chat.Failure;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which of several failures the caller gets to see. */
class MostInformativeTest {

  private static final long NOW = Long.MAX_VALUE - 10;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** What says most first. */
  private static final List<Outcome> IN_ORDER =
      List.of(
          Endings.callersFault(),
          Endings.overdue(),
          Endings.throttled(MINUTE),
          coolingDown(Duration.ofSeconds(50)),
          Endings.spent(),
          Endings.broken(),
          Endings.keyRefused(),
          Endings.breakerOpen(),
          new Outcome.PassedOver(CandidateRefusals.busy(THIRD)),
          Endings.unfit());

  private final MostInformative failures = new MostInformative();

  private static Outcome coolingDown(Duration left) {
    return new Outcome.PassedOver(CandidateRefusals.coolingDown(SECOND, left));
  }

  static Stream<Arguments> pairs() {
    return IntStream.range(0, IN_ORDER.size())
        .boxed()
        .flatMap(better ->
            IntStream.range(better + 1, IN_ORDER.size())
                .mapToObj(worse -> Arguments.of(IN_ORDER.get(better), IN_ORDER.get(worse))));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void whatHelpsMoreIsShownWhicheverCameFirst(Outcome better, Outcome worse) {
    failures.add(FIRST, better, NOW);
    failures.add(SECOND, worse, NOW);
    assertThat(failures.best(NOW).message()).isEqualTo(better.reason().message());

    MostInformative otherWayRound = new MostInformative();
    otherWayRound.add(FIRST, worse, NOW);
    otherWayRound.add(SECOND, better, NOW);
    assertThat(otherWayRound.best(NOW).message()).isEqualTo(better.reason().message());
  }

  @Test
  void ofTwoAlikeTheLaterIsShown() {
    failures.add(FIRST, Endings.tooLong(), NOW);
    failures.add(SECOND, Endings.filtered(), NOW);
    assertThat(failures.best(NOW).code()).isEqualTo("content_filter");
  }

  @Test
  void theShortestWaitOfAllCandidatesIsNamed() {
    failures.add(FIRST, Endings.throttled(MINUTE), NOW);
    failures.add(SECOND, coolingDown(Duration.ofSeconds(50)), NOW);
    Failure best = failures.best(NOW);
    assertThat(best.code()).isEqualTo("rate_limit_exceeded");
    assertThat(best.retryAfter()).isEqualTo(Duration.ofSeconds(50));
  }

  @Test
  void whatACandidateSaidEarlierCountsNoLonger() {
    failures.add(FIRST, Endings.throttled(Duration.ofSeconds(1)), NOW);
    failures.add(FIRST, Endings.throttled(MINUTE), NOW);
    assertThat(failures.best(NOW).retryAfter()).isEqualTo(MINUTE);
  }

  @Test
  void aWaitThatIsOverIsNoneAndNotLess() {
    failures.add(FIRST, Endings.throttled(Duration.ofNanos(20)), NOW);
    assertThat(failures.best(NOW + 15).retryAfter()).isEqualTo(Duration.ofNanos(5));
    assertThat(failures.best(NOW + 25).retryAfter()).isZero();
  }

  @Test
  void aFailureThatWaitingDoesNotHelpNamesNoWait() {
    failures.add(FIRST, Endings.throttled(MINUTE), NOW);
    failures.add(SECOND, Endings.callersFault(), NOW);
    assertThat(failures.best(NOW).retryAfter()).isNull();
  }

  @Test
  void whatIsNoFailureChangesNothing() {
    failures.add(FIRST, Endings.broken(), NOW);
    failures.add(SECOND, new Outcome.Superseded(), NOW);
    assertThat(failures.best(NOW).upstreamStatus()).isEqualTo(500);
  }

  @Test
  void thereIsNoBestOfNothing() {
    assertThatIllegalStateException().isThrownBy(() -> failures.best(NOW));
  }
}
