package io.cameleer.attempt;

import static io.cameleer.attempt.Candidates.FIRST;
import static io.cameleer.attempt.Candidates.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.cameleer.catalog.Candidate;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who is left alone, and for how long. */
class CoolDownsTest {

  private static final Duration USUAL = Scene.RULES.coolDown();
  private static final Duration LONGEST = Scene.RULES.maxCoolDown();

  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1);
  private final CoolDowns coolDowns = new CoolDowns(clock::get);

  private void after(Candidate candidate, Outcome outcome) {
    coolDowns.after(candidate, outcome, clock.get(), Scene.RULES);
  }

  private Duration left(Candidate candidate) {
    return Duration.ofNanos(coolDowns.nanosLeft(candidate));
  }

  @Test
  void nobodyIsLeftAloneAtFirst() {
    assertThat(left(FIRST)).isZero();
  }

  @Test
  void aThrottledCandidateIsLeftAloneForTheHintedTime() {
    after(FIRST, Endings.throttled(Duration.ofSeconds(20)));
    clock.addAndGet(Duration.ofSeconds(8).toNanos());
    assertThat(left(FIRST)).isEqualTo(Duration.ofSeconds(12));
    assertThat(left(SECOND)).isZero();
    clock.addAndGet(Duration.ofSeconds(12).toNanos());
    assertThat(left(FIRST)).isZero();
  }

  @Test
  void withoutHintTheUsualTimeCounts() {
    after(FIRST, Endings.throttled());
    assertThat(left(FIRST)).isEqualTo(USUAL);
  }

  @Test
  void aLongHintIsBounded() {
    after(FIRST, Endings.throttled(Duration.ofHours(9)));
    assertThat(left(FIRST)).isEqualTo(LONGEST);
  }

  @Test
  void theLatestHintCounts() {
    after(FIRST, Endings.throttled(Duration.ofSeconds(20)));
    after(FIRST, Endings.throttled(Duration.ofSeconds(30)));
    assertThat(left(FIRST)).isEqualTo(Duration.ofSeconds(30));
  }

  static Stream<Outcome> unusable() {
    return Stream.of(Endings.spent(), Endings.keyRefused());
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void aCandidateThatCannotBeUsedIsLeftAloneToo(Outcome outcome) {
    after(FIRST, outcome);
    assertThat(left(FIRST)).isEqualTo(USUAL);
  }

  static Stream<Outcome> otherOutcomes() {
    return Stream.of(
        Endings.ok(),
        Endings.broken(),
        Endings.breakerOpen(),
        Endings.tooLong(),
        Endings.filtered(),
        Endings.callersFault(),
        Endings.unfit(),
        Endings.overdue(),
        new Outcome.Superseded(),
        new Outcome.Abandoned());
  }

  @ParameterizedTest
  @MethodSource("otherOutcomes")
  void nothingElseBeginsACoolDown(Outcome outcome) {
    after(FIRST, outcome);
    assertThat(left(FIRST)).isZero();
  }

  @Test
  void anAnswerEndsACoolDown() {
    after(FIRST, Endings.throttled());
    after(FIRST, Endings.ok());
    assertThat(left(FIRST)).isZero();
  }

  @Test
  void theAnswerToAnEarlierCallEndsNoCoolDown() {
    long before = clock.get();
    clock.incrementAndGet();
    after(FIRST, Endings.throttled());
    coolDowns.after(FIRST, Endings.ok(), before, Scene.RULES);
    assertThat(left(FIRST)).isEqualTo(USUAL);
  }

  @Test
  void whatIsRememberedHasABoundThatOldEntriesMakeRoomFor() {
    for (int i = 0; i < 4_096; i++) {
      after(Candidates.of("p" + i), Endings.throttled());
    }
    after(FIRST, Endings.throttled());
    assertThat(left(FIRST)).as("no room").isZero();

    clock.addAndGet(USUAL.toNanos());
    after(FIRST, Endings.throttled());
    assertThat(left(FIRST)).as("room again").isEqualTo(USUAL);
  }

  @Test
  void modelsThatRestAreCountedForTheirOwnProvider() {
    after(FIRST, Endings.throttled(Duration.ofSeconds(20)));
    assertThat(coolDowns.resting("first")).isEqualTo(1);
    assertThat(coolDowns.resting("second")).isZero();
    assertThat(coolDowns.resting("fir")).isZero();
    clock.addAndGet(Duration.ofSeconds(20).toNanos());
    assertThat(coolDowns.resting("first")).isZero();
  }
}
