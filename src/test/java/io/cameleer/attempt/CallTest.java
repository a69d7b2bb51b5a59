package io.cameleer.attempt;

import static io.cameleer.attempt.Candidates.FIRST;
import static io.cameleer.attempt.Candidates.SECOND;
import static io.cameleer.attempt.Candidates.THIRD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.cameleer.catalog.Candidate;
import io.cameleer.catalog.GuardedProvider;
import io.cameleer.catalog.HedgeAfter;
import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.Message;
import io.cameleer.routing.Plan;
import io.cameleer.routing.Plan.Planned;
import io.cameleer.routing.Surroundings;
import io.cameleer.routing.TraitsReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A call with its attempts, one after the other and beside each other. */
class CallTest {

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final ProviderStates states = ProviderStates.fresh();
  private OngoingAttempt answering;

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  /** Looks up what guards a provider; meanwhile an attempt may answer. */
  private GuardedProvider guarded(String provider) {
    if (answering != null) {
      answering.requestAnswered();
    }
    return null;
  }

  private ChatCall call(Duration timeLimit, Candidate... candidates) {
    ChatRequest request = ChatRequest.builder("any", List.of(Message.User.of("hi"))).build();
    ChatCall call =
        new ChatCall(
            new Caller("id", Surroundings.NONE, false, false, timeLimit, System.nanoTime()),
            TraitsReader.read(request, Surroundings.NONE),
            new StallWatch(timer),
            request);
    List<Planned> planned = Arrays.stream(candidates).map(one -> new Planned(one, "")).toList();
    HedgeAfter hedgeAfter = new HedgeAfter.Delay(Duration.ofMillis(1));
    call.follow(
        new Plan(planned, List.of(), List.of(), List.of(), false, hedgeAfter, List.of(), null),
        new AttemptConditions(RetryRules.DEFAULT, states, this::guarded));
    return call;
  }

  private ChatCall call(Candidate... candidates) {
    return call(Duration.ofMinutes(1), candidates);
  }

  @Test
  void theFirstToAnswerWinsAndTheOtherIsSuperseded() {
    ChatCall call = call(FIRST, SECOND);
    OngoingAttempt slow = call.nextAttempt();
    OngoingAttempt quick = call.attemptBeside();
    quick.requestAnswered();

    assertThat(slow.hasRequestLeft()).isFalse();
    assertThatExceptionOfType(SupersededException.class).isThrownBy(slow::requestAnswered);
    slow.endIfCutShort();
    assertThat(call.nextAttempt()).isNull();
    assertThat(call.failure()).isNull();
    assertThat(call.provenance().provider()).isEqualTo("second");
    assertThat(call.provenance().attempts()).isEqualTo("first/m:superseded, second/m:ok");
    assertThat(states.permits().inFlight("first")).isZero();
    assertThat(states.permits().inFlight("second")).isZero();
  }

  @Test
  void nobodyIsAskedBesideACandidateThatHasAnswered() {
    ChatCall call = call(FIRST, SECOND);
    call.nextAttempt().requestAnswered();
    assertThat(call.attemptBeside()).isNull();
  }

  @Test
  void anAttemptThatBeginsJustAfterTheAnswerSendsNothing() {
    ChatCall call = call(FIRST, SECOND);
    answering = call.nextAttempt();
    OngoingAttempt late = call.attemptBeside();
    assertThat(answering.succeeded()).isTrue();
    assertThat(late.hasRequestLeft()).isFalse();
    late.endIfCutShort();
    assertThat(late.ended()).isTrue();
    assertThat(call.provenance().attempts()).isEqualTo("first/m:ok, second/m:superseded");
  }

  @Test
  void theSecondAnswersWhereTheFirstHasFailed() {
    ChatCall call = call(FIRST, SECOND);
    OngoingAttempt failing = call.nextAttempt();
    OngoingAttempt beside = call.attemptBeside();
    failing.end(Endings.callersFault());
    beside.requestAnswered();
    assertThat(call.nextAttempt()).isNull();
    assertThat(call.failure()).isNull();
    assertThat(call.provenance().attempts()).isEqualTo("first/m:400, second/m:ok");
  }

  @Test
  void onlyTheFirstAttemptIsHedged() {
    ChatCall call = call(FIRST, SECOND, THIRD);
    OngoingAttempt first = call.nextAttempt();
    assertThat(call.hedgeAfter()).isNotNull();
    first.end(Endings.spent());
    call.nextAttempt();
    assertThat(call.hedgeAfter()).isNull();
  }

  @Test
  void theFirstAttemptIsHedgedAlsoWhereAnotherCandidateWasPassedOver() {
    states.coolDowns().after(FIRST, Endings.throttled(), System.nanoTime(), RetryRules.DEFAULT);
    ChatCall call = call(FIRST, SECOND, THIRD);
    assertThat(call.nextAttempt().candidate()).isEqualTo(SECOND);
    assertThat(call.hedgeAfter()).isNotNull();
  }

  @Test
  void silenceEndsWithTheAttempt() throws Exception {
    ChatCall call = call(FIRST, SECOND);
    OngoingAttempt first = call.nextAttempt();
    assertThat(call.awaitSilence(1)).isTrue();
    first.end(Endings.spent());
    assertThat(call.awaitSilence(TimeUnit.MINUTES.toNanos(1))).isFalse();
  }

  @Test
  void anAttemptThatWasCutShortBeforeItSentAnythingGivesItsPermitBack() {
    ChatCall call = call(FIRST, SECOND);
    OngoingAttempt attempt = call.nextAttempt();
    assertThat(states.permits().inFlight("first")).isOne();
    call.abandon();
    assertThat(attempt.hasRequestLeft()).isFalse();
    attempt.endIfCutShort();
    assertThat(states.permits().inFlight("first")).isZero();
    assertThat(call.provenance().attempts()).isEqualTo("first/m:abandoned");
  }

  @Test
  void anAttemptThatNobodyCutShortGoesOn() {
    ChatCall call = call(FIRST);
    OngoingAttempt attempt = call.nextAttempt();
    attempt.endIfCutShort();
    assertThat(attempt.ended()).isFalse();
    assertThat(call.attempts()).isEmpty();
  }

  @Test
  void aCallThatIsAbandonedAsksNobodyElse() {
    ChatCall call = call(FIRST, SECOND);
    OngoingAttempt attempt = call.nextAttempt();
    call.abandon();
    attempt.end(Endings.broken());
    assertThat(call.nextAttempt()).isNull();
  }

  @Test
  void aCallThatIsAbandonedStopsWaiting() throws Exception {
    ChatCall call = call(FIRST, SECOND);
    call.nextAttempt().end(Endings.throttled(Duration.ofSeconds(3)));
    FutureTask<OngoingAttempt> next = new FutureTask<>(call::nextAttempt);
    long before = System.nanoTime();
    Thread waiting = Thread.ofVirtual().start(next);
    await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
    call.abandon();
    assertThat(next.get(10, TimeUnit.SECONDS)).isNull();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void aCallWhoseTimeIsUpAsksNobodyElse() {
    ChatCall call = call(Duration.ofNanos(1), FIRST, SECOND);
    assertThat(call.nextAttempt()).isNull();
    assertThat(call.failure().code()).isEqualTo("deadline_exceeded");
    assertThat(call.failure().status()).isEqualTo(504);
  }

  @Test
  void aRefusedPlanIsTheCallsFailure() {
    ChatCall call = call(FIRST);
    call.follow(
        Plan.refused(Endings.callersFault().reason(), List.of()),
        new AttemptConditions(RetryRules.DEFAULT, states, provider -> null));
    assertThat(call.nextAttempt()).isNull();
    assertThat(call.failure()).isEqualTo(Endings.callersFault().reason());
  }

  @Test
  void aTraceIsToldOfEveryAttemptFromItsBeginningToItsEnd() {
    List<String> told = new ArrayList<>();
    ChatCall call = call(FIRST, SECOND);
    call.traced(
        new CallTrace() {
          @Override
          public void begun(OngoingAttempt attempt) {
            told.add("begun " + attempt.candidate().label());
          }

          @Override
          public void ended(OngoingAttempt attempt, Attempt result) {
            told.add("ended " + result.label());
          }

          @Override
          public void settled(Call ended, Provenance provenance) {
            told.add("settled");
          }

          @Override
          public Map<String, String> headersFor(OngoingAttempt attempt) {
            return Map.of();
          }

          @Override
          public TraceContext context() {
            return new TraceContext("a", "b", true, null);
          }
        });
    call.nextAttempt();
    call.attemptBeside().requestAnswered();

    assertThat(told).containsExactly("begun first/m", "begun second/m", "ended second/m:ok");
    assertThat(call.trace().context().parent()).isEqualTo("00-a-b-01");
    assertThat(new TraceContext("a", "b", false, null).parent()).isEqualTo("00-a-b-00");
  }
}
