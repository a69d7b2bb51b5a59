package io.cameleer.job.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TurnsTest {

  private static final Urgency USUAL = new Urgency(4, null);
  private static final Instant SOON = Instant.parse("2030-01-01T00:00:00Z");
  private static final Instant LATER = SOON.plusSeconds(60);

  @Test
  void theHighestPriorityGoesFirstThenTheEarliestDeadlineThenWhoCameFirst() throws Exception {
    Turns turns = new Turns(1);
    Turns.Place current = turns.join(USUAL);
    List<String> order = new ArrayList<>();
    record Waiting(String name, Turns.Place place) {}
    List<Waiting> waiting =
        new ArrayList<>(
            List.of(
                new Waiting("no deadline, first", turns.join(USUAL)),
                new Waiting("no deadline, second", turns.join(USUAL)),
                new Waiting("later", turns.join(new Urgency(4, LATER))),
                new Waiting("soon", turns.join(new Urgency(4, SOON))),
                new Waiting("urgent", turns.join(new Urgency(9, null))),
                new Waiting("whenever", turns.join(new Urgency(0, SOON)))));

    current.leave();
    while (!waiting.isEmpty()) {
      Waiting next =
          waiting.stream().filter(each -> each.place().hasTurn()).findFirst().orElseThrow();
      waiting.remove(next);
      order.add(next.name());
      next.place().leave();
    }

    assertThat(order)
        .containsExactly(
            "urgent", "soon", "later", "no deadline, first", "no deadline, second", "whenever");
  }

  @Test
  void noMoreAreGrantedThanThereMayBe() throws Exception {
    Turns turns = new Turns(3);
    AtomicInteger now = new AtomicInteger();
    ConcurrentLinkedQueue<Integer> seen = new ConcurrentLinkedQueue<>();
    List<Thread> threads = new ArrayList<>();
    for (int thread = 0; thread < 50; thread++) {
      threads.add(
          Thread.startVirtualThread(() -> {
            Turns.Place place = turns.join(USUAL);
            await(place);
            seen.add(now.incrementAndGet());
            Thread.yield();
            now.decrementAndGet();
            place.leave();
          }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(seen).hasSize(50).allMatch(count -> count <= 3);
    assertThat(turns.taken()).isZero();
  }

  @Test
  void oneThatWaitsNoLongerIsPassedOver() throws Exception {
    Turns turns = new Turns(1);
    Turns.Place current = turns.join(USUAL);
    Turns.Place impatient = turns.join(USUAL);
    Turns.Place withdrawn = turns.join(USUAL);
    Turns.Place patient = turns.join(USUAL);

    assertThat(impatient.await(Duration.ofMillis(1).toNanos())).isFalse();
    withdrawn.withdraw();
    assertThat(withdrawn.await(null)).isFalse();
    current.leave();

    assertThat(patient.await(null)).isTrue();
    assertThat(turns.waiting()).isZero();
  }

  @Test
  void oneThatGaveItsTurnAwayForAWhileComesBeforeThoseWhoCameLater() throws Exception {
    Turns turns = new Turns(1);
    Turns.Place parked = turns.join(USUAL);
    Turns.Place second = turns.join(USUAL);
    Turns.Place third = turns.join(USUAL);
    parked.leave();
    assertThat(second.await(null)).isTrue();

    parked.rejoin();
    second.leave();

    assertThat(parked.await(null)).isTrue();
    parked.leave();
    assertThat(third.await(null)).isTrue();
  }

  @Test
  void withdrawingEndsTheWaitOfAnotherThread() throws Exception {
    Turns turns = new Turns(0);
    Turns.Place place = turns.join(USUAL);
    CountDownLatch ended = new CountDownLatch(1);
    Thread.startVirtualThread(() -> {
      await(place);
      ended.countDown();
    });
    place.withdraw();
    ended.await();
  }

  private static void await(Turns.Place place) {
    try {
      place.await(null);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
