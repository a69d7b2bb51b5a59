package io.cameleer.attempt;

import static io.cameleer.attempt.Candidates.FIRST;
import static io.cameleer.attempt.Candidates.SECOND;
import static io.cameleer.attempt.Candidates.THIRD;
import static org.assertj.core.api.Assertions.assertThat;

import io.cameleer.catalog.ConcurrencyLimit;
import io.cameleer.chat.Failure;
import io.cameleer.routing.Plan;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whom a call asks next, and when. */
class AttemptSequenceTest {

  private static final Duration SECOND_LONG = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void aTransientFailureIsTriedTwiceMoreBeforeTheNextCandidateIsAsked() {
    Scene scene = Scene.of(FIRST, SECOND);
    for (int attempt = 0; attempt < 2; attempt++) {
      scene.asks(FIRST).ends(Endings.broken()).waits();
    }
    scene.asks(FIRST).ends(Endings.broken());
    scene.asks(SECOND);
  }

  @Test
  void everyCandidateHasItsOwnRetries() {
    Scene scene = Scene.of(FIRST, SECOND);
    for (int attempt = 0; attempt < 2; attempt++) {
      scene.asks(FIRST).ends(Endings.broken()).waits();
    }
    scene.asks(FIRST).ends(Endings.broken());
    for (int attempt = 0; attempt < 2; attempt++) {
      scene.asks(SECOND).ends(Endings.broken()).waits();
    }
    scene.asks(SECOND).ends(Endings.broken());
    assertThat(scene.givesUp().upstreamStatus()).isEqualTo(500);
  }

  @Test
  void aRetryWaitsAsLongAsTheProviderSays() {
    Scene scene = Scene.of(FIRST);
    scene.asks(FIRST).ends(Endings.throttled(Duration.ofMillis(2_900)));
    assertThat(scene.waits()).isEqualTo(Duration.ofMillis(2_900));
    scene.asks(FIRST);
  }

  @Test
  void aRetryIsNotMadeBeforeItsTime() {
    Scene scene = Scene.of(FIRST);
    scene.asks(FIRST).ends(Endings.throttled(SECOND_LONG));
    scene.pass(Duration.ofMillis(400));
    assertThat(scene.waits()).isEqualTo(Duration.ofMillis(600));
  }

  @Test
  void withoutHintTheWaitDoublesAndIsUpToAQuarterShorter() {
    Set<Duration> first = new HashSet<>();
    for (int call = 0; call < 50; call++) {
      Scene scene = Scene.of(FIRST);
      Duration wait = scene.asks(FIRST).ends(Endings.broken()).waits();
      assertThat(wait).isBetween(Duration.ofMillis(375), Duration.ofMillis(500));
      first.add(wait);
      assertThat(scene.asks(FIRST).ends(Endings.broken()).waits())
          .isBetween(Duration.ofMillis(750), SECOND_LONG);
    }
    assertThat(first).as("waits are jittered").hasSizeGreaterThan(25);
  }

  @Test
  void aHintLongerThanTheLongestWaitSendsTheCallToTheNextCandidateAtOnce() {
    Scene scene = Scene.of(FIRST, SECOND);
    scene.asks(FIRST).ends(Endings.throttled(Duration.ofMillis(3_001)));
    scene.asks(SECOND);
  }

  @Test
  void aHintLongerThanTheLongestWaitEndsACallThatHasNobodyElse() {
    Scene scene = Scene.of(FIRST);
    Failure failure = scene.asks(FIRST).ends(Endings.throttled(MINUTE)).givesUp();
    assertThat(failure.status()).isEqualTo(429);
    assertThat(failure.retryAfter()).isEqualTo(MINUTE);
  }

  @Test
  void aHintThatOutlastsTheDeadlineIsNotWaitedFor() {
    Scene scene = Scene.of(FIRST, SECOND);
    scene.asks(FIRST).pass(Scene.DEADLINE.minus(SECOND_LONG));
    scene.ends(Endings.throttled(SECOND_LONG)).asks(SECOND);
  }

  @Test
  void aHintBeyondAllMeasureIsNoReasonToBreak() {
    Scene scene = Scene.of(FIRST, SECOND);
    scene.asks(FIRST).ends(Endings.throttled(Duration.ofSeconds(Long.MAX_VALUE))).asks(SECOND);
    assertThat(scene.states().coolDowns().nanosLeft(FIRST))
        .isEqualTo(Scene.RULES.maxCoolDown().toNanos());
  }

  static Stream<Outcome> failuresThatTimeDoesNotCure() {
    return Stream.of(Endings.spent(), Endings.keyRefused(), Endings.breakerOpen(), Endings.unfit());
  }

  @ParameterizedTest
  @MethodSource("failuresThatTimeDoesNotCure")
  void whatTimeDoesNotCureGoesToTheNextCandidateAtOnce(Outcome outcome) {
    Scene.of(FIRST, SECOND).asks(FIRST).ends(outcome).asks(SECOND);
  }

  static Stream<Outcome> failuresThatNobodyElseCures() {
    return Stream.of(
        Endings.callersFault(), Endings.tooLong(), Endings.filtered(), Endings.overdue());
  }

  @ParameterizedTest
  @MethodSource("failuresThatNobodyElseCures")
  void whatNobodyElseCuresEndsTheCall(Outcome outcome) {
    Failure failure = Scene.of(FIRST, SECOND).asks(FIRST).ends(outcome).givesUp();
    assertThat(failure).isEqualTo(outcome.reason());
  }

  @Test
  void aPromptThatDoesNotFitGoesOnlyToThoseMeantForThat() {
    Plan plan = Scene.plan(List.of(FIRST, SECOND), List.of(FIRST, THIRD), List.of());
    Scene scene = Scene.of().call(plan, false);
    scene.asks(FIRST).ends(Endings.tooLong()).asks(THIRD).ends(Endings.ok());
  }

  @Test
  void aFilteredContentGoesOnlyToThoseMeantForThat() {
    Plan plan = Scene.plan(List.of(FIRST, SECOND), List.of(SECOND), List.of(THIRD));
    Scene scene = Scene.of().call(plan, false);
    scene.asks(FIRST).ends(Endings.filtered()).asks(THIRD).ends(Endings.ok());
  }

  @Test
  void nobodyIsAskedTwiceBecauseThePromptFitsNobody() {
    Plan plan = Scene.plan(List.of(FIRST), List.of(SECOND, THIRD), List.of(SECOND));
    Scene scene = Scene.of().call(plan, false);
    scene.asks(FIRST).ends(Endings.tooLong());
    scene.asks(SECOND).ends(Endings.tooLong());
    scene.asks(THIRD).ends(Endings.filtered());
    assertThat(scene.givesUp().code()).isEqualTo("content_filter");
  }

  @Test
  void aCandidateThatCoolsDownIsPassedOver() {
    Scene scene = Scene.of(FIRST, SECOND).coolingDown(SECOND_LONG, FIRST);
    scene.asks(SECOND);
    assertThat(scene.passedOver()).containsExactly("first/m:cooling_down");
  }

  @Test
  void aCallAfterAThrottledOneAvoidsTheCandidate() {
    Scene scene = Scene.of(FIRST, SECOND);
    scene.asks(FIRST).ends(Endings.throttled(MINUTE)).asks(SECOND).ends(Endings.ok());
    scene.call(FIRST, SECOND).asks(SECOND);
    scene.pass(MINUTE).call(FIRST, SECOND).asks(FIRST);
  }

  @Test
  void theCoolDownThatEndsSoonestIsWaitedForWhereAllCoolDown() {
    Scene scene = Scene.of(FIRST, SECOND);
    scene.coolingDown(Duration.ofSeconds(3), FIRST).coolingDown(Duration.ofSeconds(2), SECOND);
    assertThat(scene.waits()).isEqualTo(Duration.ofSeconds(2));
    scene.asks(SECOND);
    assertThat(scene.passedOver())
        .as("each is named once")
        .containsExactly("first/m:cooling_down", "second/m:cooling_down");
  }

  @Test
  void aCandidateThatCoolsDownIsAskedAfterTheOthersHaveFailed() {
    Scene scene = Scene.of(FIRST, SECOND).coolingDown(Duration.ofSeconds(2), FIRST);
    scene.asks(SECOND).ends(Endings.spent());
    assertThat(scene.waits()).isEqualTo(Duration.ofSeconds(2));
    scene.asks(FIRST);
  }

  @Test
  void whereAllCoolDownForTooLongTheCallerLearnsHowLong() {
    Scene scene = Scene.of(FIRST, SECOND);
    scene.coolingDown(MINUTE, FIRST).coolingDown(Duration.ofSeconds(40), SECOND);
    scene.pass(Duration.ofSeconds(10));
    Failure failure = scene.givesUp();
    assertThat(failure.status()).isEqualTo(429);
    assertThat(failure.code()).isEqualTo("cooling_down");
    assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void waitsForCoolDownsAddUpToTheLongestWait() {
    Scene scene = Scene.of(FIRST, SECOND).coolingDown(Duration.ofSeconds(2), FIRST, SECOND);
    scene.waits();
    // Meanwhile others were told to wait for longer.
    scene.coolingDown(Duration.ofMillis(1_500), FIRST, SECOND);
    assertThat(scene.givesUp().retryAfter()).isEqualTo(Duration.ofMillis(1_500));
  }

  @Test
  void aCoolDownThatOutlastsTheDeadlineIsNotWaitedFor() {
    Scene scene = Scene.of(FIRST, SECOND);
    scene.pass(Scene.DEADLINE.minus(SECOND_LONG)).coolingDown(SECOND_LONG, FIRST, SECOND);
    assertThat(scene.givesUp().code()).isEqualTo("cooling_down");
  }

  @Test
  void theOnlyCandidateIsAskedEvenWhileItCoolsDown() {
    Scene.of(FIRST).coolingDown(MINUTE, FIRST).asks(FIRST);
  }

  @Test
  void theCallerIsToldTheLatestWordOfTheProvider() {
    Scene scene = Scene.of(FIRST);
    scene.asks(FIRST).ends(Endings.throttled(SECOND_LONG)).waits();
    Failure failure = scene.asks(FIRST).ends(Endings.throttled(MINUTE)).givesUp();
    assertThat(failure.retryAfter()).isEqualTo(MINUTE);
  }

  @Test
  void timeThatHasPassedSinceAHintIsTakenOffIt() {
    Scene scene = Scene.of(FIRST, SECOND);
    scene.asks(FIRST).ends(Endings.throttled(MINUTE));
    scene.asks(SECOND).pass(Duration.ofSeconds(20)).ends(Endings.spent());
    Failure failure = scene.givesUp();
    assertThat(failure.code()).isEqualTo("rate_limit_exceeded");
    assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(40));
  }

  @Test
  void aFullProviderIsPassedOver() {
    Scene scene = Scene.of(FIRST, SECOND).limit(FIRST, 1, 1);
    scene.asks(FIRST).call(FIRST, SECOND).asks(SECOND);
    assertThat(scene.passedOver()).containsExactly("first/m:provider_busy");
  }

  @Test
  void whereAllProvidersAreFullTheCallerMayComeBackSoon() {
    Scene scene = Scene.of(FIRST).limit(FIRST, 1, 1);
    scene.asks(FIRST);
    Failure failure = scene.call(FIRST).givesUp();
    assertThat(failure.status()).isEqualTo(503);
    assertThat(failure.code()).isEqualTo("provider_busy");
    assertThat(failure.retryAfter()).isEqualTo(SECOND_LONG);
  }

  @Test
  void aProviderThatIsNoLongerFullIsAsked() {
    Scene scene = Scene.of(FIRST).limit(FIRST, 1, 1);
    scene.asks(FIRST).ends(Endings.ok());
    scene.call(FIRST).asks(FIRST);
  }

  @Test
  void aCandidateThatGotFullBeforeItsRetryIsLeftForTheNext() {
    Scene scene = Scene.of(FIRST, SECOND).limit(FIRST, 1, 1);
    scene.asks(FIRST).ends(Endings.broken()).waits();
    scene.states().permits().tryAcquire("first", new ConcurrencyLimit(1, 1), false);
    scene.asks(SECOND);
  }

  @Test
  void backgroundWorkIsMorePatient() {
    Scene scene = Scene.of().call(Plan.of(List.of(FIRST, SECOND)), true);
    scene.asks(FIRST).ends(Endings.throttled(Duration.ofSeconds(90)));
    assertThat(scene.waits()).isEqualTo(Duration.ofSeconds(90));
    scene.asks(FIRST);
  }

  @Test
  void evenBackgroundWorkDoesNotWaitForEver() {
    Scene scene = Scene.of().call(Plan.of(List.of(FIRST, SECOND)), true);
    scene.asks(FIRST).ends(Endings.throttled(Duration.ofSeconds(91))).asks(SECOND);
  }

  @Test
  void backgroundWorkLeavesRoomForOthers() {
    Scene scene = Scene.of().limit(FIRST, 2, 1);
    Plan plan = Plan.of(List.of(FIRST));
    scene.call(plan, true).asks(FIRST);
    assertThat(scene.call(plan, true).givesUp().code()).isEqualTo("provider_busy");
    scene.call(plan, false).asks(FIRST);
  }

  @Test
  void theNextCandidateIsAskedBesideOneThatIsSlow() {
    Scene scene = Scene.of(FIRST, SECOND, THIRD).coolingDown(MINUTE, SECOND);
    scene.asks(FIRST).asksBeside(THIRD);
    assertThat(scene.canAskBeside()).isFalse();
  }

  @Test
  void afterBothHaveFailedTheFirstIsRetriedAndTheSecondIsNot() {
    Scene scene = Scene.of(FIRST, SECOND);
    scene.asks(FIRST);
    NextStep.Ask beside = scene.asksBeside(SECOND);
    scene.ends(beside, Endings.broken()).ends(Endings.broken());
    scene.waits();
    scene.asks(FIRST);
  }

  @Test
  void aSecondThatFailsBesideTheFirstIsNotRetried() {
    Scene scene = Scene.of(FIRST, SECOND);
    scene.asks(FIRST);
    NextStep.Ask beside = scene.asksBeside(SECOND);
    scene.ends(beside, Endings.broken()).ends(Endings.spent());
    assertThat(scene.givesUp().code()).isEqualTo("insufficient_quota");
  }

  @Test
  void theCallersFaultFoundByTheSecondEndsTheCallAlthoughTheFirstMightBeRetried() {
    Scene scene = Scene.of(FIRST, SECOND);
    scene.asks(FIRST);
    NextStep.Ask beside = scene.asksBeside(SECOND);
    scene.ends(Endings.broken()).ends(beside, Endings.callersFault());
    assertThat(scene.givesUp().code()).isEqualTo("invalid_value");
  }
}
