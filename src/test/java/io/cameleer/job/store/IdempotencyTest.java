package io.cameleer.job.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cameleer.job.Idempotency;
import io.cameleer.job.Idempotency.Answer;
import io.cameleer.job.Idempotency.Conflict;
import io.cameleer.job.Idempotency.Held;
import io.cameleer.job.Idempotency.InProgress;
import io.cameleer.job.Idempotency.Key;
import io.cameleer.job.Idempotency.Replay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

class IdempotencyTest {

  private static final Key KEY = new Key("sales", "key 1; ü");
  private static final Duration LOCK = Duration.ofMinutes(10);
  private static final Duration KEEP = Duration.ofHours(24);
  private static final Answer ANSWER =
      new Answer(
          200,
          Map.of("Content-Type", "application/json", "x-request-id", "a: b"),
          "{}".getBytes(UTF_8));

  @OnEachDatabase
  void the_same_request_gets_the_same_answer_again(Stores stores) {
    Held held = (Held) stores.idempotency().begin(KEY, "print", LOCK);

    assertThat(stores.idempotency().finish(held, ANSWER, KEEP)).isTrue();

    Replay replay = (Replay) stores.siblingIdempotency().begin(KEY, "print", LOCK);
    assertThat(replay.answer()).usingRecursiveComparison().isEqualTo(ANSWER);
  }

  @OnEachDatabase
  void while_a_request_is_answered_the_same_one_waits(Stores stores) {
    stores.idempotency().begin(KEY, "print", LOCK);

    assertThat(stores.siblingIdempotency().begin(KEY, "print", LOCK))
        .isInstanceOf(InProgress.class);
  }

  @OnEachDatabase
  void another_request_with_the_same_key_is_a_conflict(Stores stores) {
    Held held = (Held) stores.idempotency().begin(KEY, "print", LOCK);
    assertThat(stores.idempotency().begin(KEY, "other", LOCK)).isInstanceOf(Conflict.class);

    stores.idempotency().finish(held, ANSWER, KEEP);

    assertThat(stores.idempotency().begin(KEY, "other", LOCK)).isInstanceOf(Conflict.class);
  }

  @OnEachDatabase
  void another_callers_key_is_another_key(Stores stores) {
    stores.idempotency().begin(KEY, "print", LOCK);

    assertThat(stores.idempotency().begin(new Key("support", KEY.value()), "print", LOCK))
        .isInstanceOf(Held.class);
  }

  @OnEachDatabase
  void a_key_given_up_is_free(Stores stores) {
    Held held = (Held) stores.idempotency().begin(KEY, "print", LOCK);

    stores.idempotency().release(held);

    assertThat(stores.idempotency().begin(KEY, "print", LOCK)).isInstanceOf(Held.class);
  }

  @OnEachDatabase
  void the_lock_of_a_dead_holder_expires_and_the_dead_has_no_say(Stores stores) {
    Held dead = (Held) stores.idempotency().begin(KEY, "print", LOCK);
    stores.clock().advance(LOCK);
    Held alive = (Held) stores.siblingIdempotency().begin(KEY, "print", LOCK);

    assertThat(stores.idempotency().finish(dead, ANSWER, KEEP)).isFalse();
    stores.idempotency().release(dead);

    assertThat(stores.idempotency().begin(KEY, "print", LOCK)).isInstanceOf(InProgress.class);
    assertThat(stores.siblingIdempotency().finish(alive, ANSWER, KEEP)).isTrue();
  }

  @OnEachDatabase
  void a_slow_holder_that_nobody_replaced_keeps_its_answer(Stores stores) {
    Held slow = (Held) stores.idempotency().begin(KEY, "print", LOCK);
    stores.clock().advance(LOCK.multipliedBy(2));

    assertThat(stores.idempotency().finish(slow, ANSWER, KEEP)).isTrue();
    assertThat(stores.idempotency().begin(KEY, "print", LOCK)).isInstanceOf(Replay.class);
  }

  @OnEachDatabase
  void an_answer_that_was_given_is_not_taken_back(Stores stores) {
    Held held = (Held) stores.idempotency().begin(KEY, "print", LOCK);
    stores.idempotency().finish(held, ANSWER, KEEP);

    stores.idempotency().release(held);

    assertThat(stores.idempotency().begin(KEY, "print", LOCK)).isInstanceOf(Replay.class);
  }

  @OnEachDatabase
  void an_expired_answer_is_not_given_and_is_forgotten(Stores stores) {
    Held held = (Held) stores.idempotency().begin(KEY, "print", LOCK);
    stores.idempotency().finish(held, ANSWER, KEEP);
    assertThat(stores.idempotency().purgeExpired(10)).isZero();
    stores.clock().advance(KEEP);

    assertThat(stores.idempotency().begin(KEY, "other", LOCK)).isInstanceOf(Held.class);

    stores.clock().advance(LOCK);
    assertThat(stores.idempotency().purgeExpired(10)).isOne();
  }

  @OnEachDatabase
  void of_requests_that_come_at_the_same_time_one_is_answered(Stores stores) throws Exception {
    for (int round = 0; round < 10; round++) {
      Key key = new Key("sales", "round " + round);
      AtomicInteger held = new AtomicInteger();
      List<Callable<Void>> requests = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        Idempotency keys = i % 2 == 0 ? stores.idempotency() : stores.siblingIdempotency();
        requests.add(() -> {
          if (keys.begin(key, "print", LOCK) instanceof Held) {
            held.incrementAndGet();
          }
          return null;
        });
      }

      JobResultsTest.atOnce(requests);

      assertThat(held).hasValue(1);
    }
  }
}
