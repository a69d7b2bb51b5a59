package io.cameleer.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import io.cameleer.catalog.Candidate;
import io.cameleer.routing.Plan;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever happens to its attempts, a call comes to its end and asks nobody it must not ask. */
class AttemptSequencePropertyTest {

  private static final List<Candidate> CANDIDATES =
      IntStream.range(0, 5).mapToObj(number -> Candidates.of("p" + number)).toList();
  private static final int ATTEMPTS_PER_CANDIDATE = 1 + Scene.RULES.retries();

  @Provide
  Arbitrary<List<Candidate>> some() {
    return Arbitraries.of(CANDIDATES).list().uniqueElements().ofMaxSize(CANDIDATES.size());
  }

  @Provide
  Arbitrary<List<Candidate>> atLeastOne() {
    return Arbitraries.of(CANDIDATES)
        .list()
        .uniqueElements()
        .ofMinSize(1)
        .ofMaxSize(CANDIDATES.size());
  }

  /** Enough for the longest call there can be. */
  @Provide
  Arbitrary<List<Outcome>> failures() {
    return Arbitraries.of(
            Endings.broken(),
            Endings.broken(Duration.ofMillis(10)),
            Endings.throttled(),
            Endings.throttled(Duration.ofSeconds(1)),
            Endings.throttled(Duration.ofSeconds(30)),
            Endings.spent(),
            Endings.keyRefused(),
            Endings.breakerOpen(),
            Endings.tooLong(),
            Endings.filtered(),
            Endings.callersFault(),
            Endings.unfit())
        .list()
        .ofSize(CANDIDATES.size() * ATTEMPTS_PER_CANDIDATE);
  }

  @Property
  void aCallEndsAndAsksOnlyThoseInItsPlanAndNobodyTooOften(
      @ForAll("atLeastOne") List<Candidate> candidates,
      @ForAll("some") List<Candidate> onContextLength,
      @ForAll("some") List<Candidate> onContentFilter,
      @ForAll("failures") List<Outcome> failures,
      @ForAll boolean background) {
    Plan plan = Scene.plan(candidates, onContextLength, onContentFilter);
    Scene scene = new Scene().call(plan, background);
    Set<Candidate> allowed = new HashSet<>(candidates);
    Map<Candidate, Integer> attempts = new HashMap<>();
    Iterator<Outcome> next = failures.iterator();
    long startedAt = scene.now();
    boolean over = false;
    while (!over) {
      switch (scene.next()) {
        case NextStep.Ask ask -> {
          Candidate candidate = ask.planned().candidate();
          assertThat(allowed).contains(candidate);
          assertThat(attempts.merge(candidate, 1, Integer::sum))
              .isLessThanOrEqualTo(ATTEMPTS_PER_CANDIDATE);
          Outcome outcome = next.next();
          if (outcome.equals(Endings.tooLong())) {
            allowed.addAll(onContextLength);
          } else if (outcome.equals(Endings.filtered())) {
            allowed.addAll(onContentFilter);
          }
          scene.ends(ask, outcome);
        }
        case NextStep.Pause(Duration length) -> scene.pass(length);
        case NextStep.GiveUp(var reason) -> {
          assertThat(reason.status()).isGreaterThanOrEqualTo(400);
          over = true;
        }
      }
    }
    assertThat(Duration.ofNanos(scene.now() - startedAt)).isLessThan(Scene.DEADLINE);
    assertThat(CANDIDATES)
        .allMatch(candidate -> scene.states().permits().inFlight(candidate.provider().name()) == 0);
  }
}
