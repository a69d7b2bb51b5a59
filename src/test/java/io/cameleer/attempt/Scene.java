package io.cameleer.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import io.cameleer.catalog.Candidate;
import io.cameleer.catalog.CircuitBreakerSettings;
import io.cameleer.catalog.ConcurrencyLimit;
import io.cameleer.catalog.DataHandling;
import io.cameleer.catalog.GuardedProvider;
import io.cameleer.chat.Failure;
import io.cameleer.routing.Plan;
import io.cameleer.routing.Plan.Planned;
import io.cameleer.routing.Surroundings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The attempts of one call, on a clock that only the test moves. It starts shortly before the point
 * where {@link System#nanoTime()} overflows, which may happen at any time.
 */
final class Scene {

  static final Duration DEADLINE = Duration.ofMinutes(2);
  static final RetryRules RULES =
      new RetryRules(
          DEADLINE,
          2,
          Duration.ofMillis(500),
          Duration.ofSeconds(3),
          Duration.ofSeconds(90),
          Duration.ofSeconds(5),
          Duration.ofSeconds(60));

  private final ProviderStates states =
      new ProviderStates(
          new CoolDowns(this::now), new ProviderPermits(), new ObservedHealth(this::now));
  private final Map<String, ConcurrencyLimit> limits = new HashMap<>();
  private final List<String> passedOver = new ArrayList<>();
  private AttemptSequence sequence;
  private NextStep.Ask asked;
  private long askedAt;
  private long now = Long.MAX_VALUE - Duration.ofMillis(700).toNanos();

  /** Candidates that are asked in this order. */
  static Scene of(Candidate... candidates) {
    return new Scene().call(Plan.of(List.of(candidates)), false);
  }

  /** A call with this plan; whatever is remembered from the scene's earlier calls stays. */
  Scene call(Plan plan, boolean background) {
    Caller caller = new Caller("id", Surroundings.NONE, false, background, DEADLINE, now);
    sequence =
        new AttemptSequence(plan, caller, new AttemptConditions(RULES, states, this::guarded));
    passedOver.clear();
    return this;
  }

  /** The same for an interactive call. */
  Scene call(Candidate... candidates) {
    return call(Plan.of(List.of(candidates)), false);
  }

  /** A plan with candidates for prompts that don't fit and for contents that are filtered. */
  static Plan plan(
      List<Candidate> candidates, List<Candidate> onContextLength, List<Candidate> onFilter) {
    return new Plan(
        planned(candidates),
        List.of(),
        planned(onContextLength),
        planned(onFilter),
        false,
        null,
        List.of(),
        null);
  }

  private static List<Planned> planned(List<Candidate> candidates) {
    return candidates.stream().map(candidate -> new Planned(candidate, "")).toList();
  }

  Scene limit(Candidate candidate, int calls, int background) {
    limits.put(candidate.provider().name(), new ConcurrencyLimit(calls, background));
    return this;
  }

  private GuardedProvider guarded(String provider) {
    ConcurrencyLimit limit = limits.get(provider);
    return limit == null
        ? null
        : new GuardedProvider(
            Candidates.of(provider).provider(),
            CircuitBreakerSettings.DEFAULT,
            limit,
            DataHandling.UNKNOWN,
            false);
  }

  long now() {
    return now;
  }

  ProviderStates states() {
    return states;
  }

  Scene pass(Duration time) {
    now += time.toNanos();
    return this;
  }

  NextStep next() {
    return sequence.next(now, this::note);
  }

  private void note(Planned planned, Failure reason) {
    passedOver.add(planned.candidate().label() + ":" + reason.code());
  }

  /** Who was not asked although it was its turn, in order. */
  List<String> passedOver() {
    return passedOver;
  }

  /** The next step is an attempt at this candidate, which begins now. */
  Scene asks(Candidate candidate) {
    NextStep next = next();
    assertThat(next).isInstanceOf(NextStep.Ask.class);
    asked = (NextStep.Ask) next;
    askedAt = now;
    assertThat(asked.planned().candidate()).isEqualTo(candidate);
    return this;
  }

  /** A second attempt is made at this candidate beside the first. */
  NextStep.Ask asksBeside(Candidate candidate) {
    NextStep.Ask beside = sequence.beside(now, this::note);
    assertThat(beside).isNotNull();
    assertThat(beside.planned().candidate()).isEqualTo(candidate);
    return beside;
  }

  boolean canAskBeside() {
    return sequence.beside(now, this::note) != null;
  }

  /** The attempt that was begun last by {@link #asks} ends now. */
  Scene ends(Outcome outcome) {
    return ends(asked, outcome);
  }

  Scene ends(NextStep.Ask attempt, Outcome outcome) {
    attempt.permit().release();
    sequence.ended(attempt.planned(), outcome, askedAt, now);
    return this;
  }

  /** The next step is a wait; it is waited for. */
  Duration waits() {
    NextStep next = next();
    assertThat(next).isInstanceOf(NextStep.Pause.class);
    Duration length = ((NextStep.Pause) next).length();
    pass(length);
    return length;
  }

  /** The call is given up. */
  Failure givesUp() {
    NextStep next = next();
    assertThat(next).isInstanceOf(NextStep.GiveUp.class);
    return ((NextStep.GiveUp) next).reason();
  }

  /** These candidates are cooling down, since other calls were told to wait for so long. */
  Scene coolingDown(Duration length, Candidate... candidates) {
    Arrays.stream(candidates)
        .forEach(candidate ->
            states.coolDowns().after(candidate, Endings.throttled(length), now, RULES));
    return this;
  }
}
